using System.Globalization;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unlearn.Generators.Tests.Harness;

/// <summary>One run of the generator over manifests in memory.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation compilation)
    {
        Driver = driver;
        Result = driver.GetRunResult().Results.Single();
        Compilation = compilation;
    }

    public GeneratorDriver Driver { get; }

    public GeneratorRunResult Result { get; }

    public Compilation Compilation { get; }

    /// <summary>Diagnostics as <c>UNL0004 4:11 message</c>, counted from 1.</summary>
    public IReadOnlyList<string> Lines => [.. Result.Diagnostics.Select(Line)];

    public static GeneratorRun Of(params (string Path, string? Text)[] manifests) =>
        Start(ToyWorld.Compilation(), manifests);

    public static GeneratorRun OfManifest(string text) => Of(("/project/a.unlearn.yaml", text));

    public static GeneratorRun Start(
        CSharpCompilation compilation,
        IEnumerable<(string Path, string? Text)> manifests,
        IReadOnlyDictionary<string, string>? properties = null
    )
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ManifestGenerator().AsSourceGenerator()],
            manifests.Select(manifest => new MemoryText(manifest.Path, manifest.Text)),
            ToyWorld.Parsing,
            new ToyOptions(
                properties ?? new Dictionary<string, string> { ["build_property.RootNamespace"] = "Consumer" }
            ),
            new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );
        return Continue(driver, compilation);
    }

    public static GeneratorRun Continue(GeneratorDriver driver, CSharpCompilation compilation)
    {
        GeneratorDriver ran = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        GeneratorRun run = new(ran, output);
        Assert.That(run.Result.Exception, Is.Null);
        return run;
    }

    /// <summary>The generated class of the only experiment.</summary>
    public string Source =>
        Result.GeneratedSources.Single(source => source.HintName != "GeneratedExperiments.g.cs").SourceText.ToString();

    /// <summary>Reasons why the outputs of a step are what they are, in order.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>Compiles with warnings as errors, loads and lists the experiments.</summary>
    public IReadOnlyList<dynamic> Load()
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = Compilation.Emit(image);
        Assert.That(emitted.Success, Is.True, () => string.Join('\n', emitted.Diagnostics) + Source);
        AssemblyLoadContext context = new("Toy", isCollectible: true);
        context.LoadFromStream(new MemoryStream(ToyWorld.Image));
        image.Position = 0;
        Type registry = context.LoadFromStream(image).GetTypes().Single(type => type.Name == "GeneratedExperiments");
        return [.. ((System.Collections.IEnumerable)registry.GetProperty("All")!.GetValue(null)!).Cast<object>()];
    }

    /// <summary>The definition of the only experiment.</summary>
    public dynamic Define()
    {
        Assert.That(Lines, Is.Empty);
        return Load().Single().Define();
    }

    private static string Line(Diagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.Text.LinePosition at = diagnostic.Location.GetLineSpan().StartLinePosition;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{diagnostic.Id} {at.Line + 1}:{at.Character + 1} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"
        );
    }
}
