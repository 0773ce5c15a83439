using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Experiments;
using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Manifests;

/// <summary>Turns what was typed, a file or the name of a built-in experiment, into an experiment.</summary>
internal static class ExperimentResolver
{
    /// <summary>The experiments that the tool carries.</summary>
    public static IReadOnlyList<IExperiment> BuiltIn => GeneratedExperiments.All;

    /// <summary>Finds and, unless it is built in and unchanged, compiles an experiment.</summary>
    /// <param name="given">A path, a name that lacks the manifests' ending, or the name of a built-in experiment.</param>
    /// <param name="assignments">Overrides, <c>path.to.key=value</c>, in order.</param>
    /// <param name="cancellationToken">Stops the compilation.</param>
    /// <exception cref="InputException">There is no such file and no such experiment, or an override cannot be applied.</exception>
    /// <exception cref="ManifestException">The manifest has errors.</exception>
    public static ResolvedExperiment Resolve(
        string given,
        IReadOnlyList<string> assignments,
        CancellationToken cancellationToken
    )
    {
        if (ManifestPath.Find(given) is { } file)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            return Compile(ManifestSource.Read(file), folder, assignments, cancellationToken);
        }

        if (BuiltIn.FirstOrDefault(experiment => experiment.Define().Name == given) is not { } builtIn)
        {
            throw new InputException(NotFound(given));
        }

        return assignments.Count == 0
            ? new(builtIn, Folder: null)
            : Compile(new(builtIn.ManifestFile, builtIn.ManifestText), folder: null, assignments, cancellationToken);
    }

    /// <summary>The text of the manifest that a name stands for, or null where nothing has it.</summary>
    public static string? TextOf(string given) =>
        ManifestPath.Find(given) is { } file
            ? ManifestSource.Read(file).Text
            : BuiltIn.FirstOrDefault(experiment => experiment.Define().Name == given)?.ManifestText;

    /// <summary>The experiment of a run that was prepared for many machines. It was compiled then, to spare each worker that.</summary>
    /// <exception cref="InputException">The run's folder holds no experiment that this tool knows.</exception>
    public static IExperiment OfRun(ClusterFolder folder)
    {
        if (File.Exists(folder.Compiled))
        {
            return ManifestCompiler.Load(File.ReadAllBytes(folder.Compiled)).Experiments.Single();
        }

        string path = Path.Combine(folder.Run, RunFolder.ManifestFile);
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        return BuiltIn.FirstOrDefault(experiment => experiment.ManifestText == text)
            ?? throw new InputException("The run's folder holds no experiment that this tool knows.", path);
    }

    /// <summary>What to say when nothing has the given name.</summary>
    public static string NotFound(string given)
    {
        string[] known = [.. BuiltIn.Select(static experiment => experiment.Define().Name)];
        string hint = NearestName.Hint(given, [.. known, .. Neighbours(given)]);
        string end = hint.Length == 0 ? "." : hint;
        return $"'{given}' is neither a file nor a built-in experiment{end} Built in: {string.Join(", ", known)}.";
    }

    private static ResolvedExperiment Compile(
        ManifestSource manifest,
        string? folder,
        IReadOnlyList<string> assignments,
        CancellationToken cancellationToken
    )
    {
        string text = assignments.Aggregate(manifest.Text, ManifestOverlay.Apply);
        CompiledManifests compiled = new ManifestCompiler().Compile([manifest with { Text = text }], cancellationToken);
        return compiled.HasErrors
            ? throw new ManifestException(compiled.Diagnostics, assignments.Count > 0)
            : new ResolvedExperiment(compiled.Experiments.Single(), folder) { Image = compiled.Image };
    }

    /// <summary>Manifests in the folder that was probably meant.</summary>
    private static IEnumerable<string> Neighbours(string given)
    {
        string folder = Path.GetDirectoryName(given) is { Length: > 0 } named ? named : ".";
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, $"*{ManifestFile.Extension}")
                .Select(file => folder == "." ? Path.GetFileName(file) : file)
            : [];
    }
}
