using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;

namespace Unlearn.Tool.Running;

/// <summary>Finds a run by what a person types: its folder, its name under <c>artifacts/runs</c>, or <c>latest</c>.</summary>
internal static class RunLocator
{
    /// <summary>Where runs land by default.</summary>
    public const string RunsFolder = "artifacts/runs";

    private const string Latest = "latest";

    /// <summary>The run.</summary>
    /// <exception cref="InputException">There is no such run.</exception>
    public static RunSummary Find(string given)
    {
        if (Named(given) is { } folder)
        {
            return RunSummary.Of(folder);
        }

        IReadOnlyList<RunSummary> runs = RunSummary.List(RunsFolder);
        if (given == Latest && runs.Count > 0)
        {
            return runs[0];
        }

        string hint = NearestName.Hint(given, [.. runs.Select(static run => run.Name), Latest]);
        throw new InputException($"'{given}' is neither a run's folder nor the name of a run under {RunsFolder}{hint}");
    }

    /// <summary>The run's folder, without reading how far it is.</summary>
    /// <exception cref="InputException">There is no such run.</exception>
    public static string FolderOf(string given) => Named(given) ?? Find(given).Folder;

    private static string? Named(string given) =>
        ((string[])[given, Path.Combine(RunsFolder, given)]).FirstOrDefault(IsRun);

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunFolder.JournalFile));
}
