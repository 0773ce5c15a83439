using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Unlearn.Engine.Definition;
using Unlearn.Generators;
using RoslynCompilation = Microsoft.CodeAnalysis.Compilation;

namespace Unlearn.Tool.Compilation;

/// <summary>
/// Compiles manifests inside the running tool, with the generator that builds use as well: the same checks, the same
/// words, the same code. Any folder will do, no project is needed. References are read once: keep one compiler.
/// </summary>
public sealed class ManifestCompiler
{
    private const string AssemblyName = "Unlearn.Manifests";

    // Written by the generator; the order of its list is the order of the manifests' paths.
    private const string RegistryType = "Unlearn.Generated.GeneratedExperiments";
    private const string RegistryProperty = "All";

    private readonly Lazy<IReadOnlyList<MetadataReference>> _references = new(ReadReferences);

    /// <summary>Checks manifests without loading anything.</summary>
    /// <param name="manifests">The manifests, checked together: two must not define the same experiment.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>Everything that is wrong, by file and position.</returns>
    public IReadOnlyList<ManifestDiagnostic> Check(
        IReadOnlyList<ManifestSource> manifests,
        CancellationToken cancellationToken = default
    ) => Generate(manifests, cancellationToken).Diagnostics;

    /// <summary>Compiles manifests and loads their experiments.</summary>
    /// <param name="manifests">The manifests, compiled together: two must not define the same experiment.</param>
    /// <param name="cancellationToken">Stops the compilation.</param>
    /// <returns>Diagnostics, and the experiments unless there are errors.</returns>
    public CompiledManifests Compile(
        IReadOnlyList<ManifestSource> manifests,
        CancellationToken cancellationToken = default
    )
    {
        (RoslynCompilation generated, IReadOnlyList<ManifestDiagnostic> diagnostics) = Generate(
            manifests,
            cancellationToken
        );
        if (manifests.Count == 0 || diagnostics.Any(diagnostic => diagnostic.Severity == ManifestSeverity.Error))
        {
            return new(diagnostics, [], context: null);
        }

        using MemoryStream image = new();
        EmitResult emitted = generated.Emit(image, cancellationToken: cancellationToken);
        if (!emitted.Success)
        {
            return new([.. diagnostics, .. Convert(emitted.Diagnostics)], [], context: null);
        }

        return Load(image.ToArray(), diagnostics);
    }

    /// <summary>Loads experiments that this tool compiled before.</summary>
    /// <param name="image">From <see cref="CompiledManifests.Image"/>.</param>
    public static CompiledManifests Load(byte[] image) => Load(image, []);

    private static CompiledManifests Load(byte[] image, IReadOnlyList<ManifestDiagnostic> diagnostics)
    {
        ExperimentLoadContext context = new();
        using MemoryStream stream = new(image);
        Type registry = context.LoadFromStream(stream).GetType(RegistryType, throwOnError: true)!;
        object? experiments = registry
            .GetProperty(RegistryProperty, BindingFlags.Public | BindingFlags.Static)!
            .GetValue(obj: null);
        return new(diagnostics, (IReadOnlyList<IExperiment>)experiments!, context) { Image = image };
    }

    private (RoslynCompilation Compilation, IReadOnlyList<ManifestDiagnostic> Diagnostics) Generate(
        IReadOnlyList<ManifestSource> manifests,
        CancellationToken cancellationToken
    )
    {
        CSharpCompilation empty = CSharpCompilation.Create(
            AssemblyName,
            references: _references.Value,
            options: new(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        CSharpGeneratorDriver
            .Create(
                [new ManifestGenerator().AsSourceGenerator()],
                manifests.Select(manifest => new ManifestText(manifest)),
                new CSharpParseOptions(LanguageVersion.CSharp14),
                new ManifestOptions()
            )
            .RunGeneratorsAndUpdateCompilation(
                empty,
                out RoslynCompilation generated,
                out ImmutableArray<Diagnostic> diagnostics,
                cancellationToken
            );
        return (generated, Convert(diagnostics));
    }

    private static IReadOnlyList<ManifestDiagnostic> Convert(IEnumerable<Diagnostic> diagnostics) =>
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(Convert)
                .OrderBy(diagnostic => diagnostic.File, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Line)
                .ThenBy(diagnostic => diagnostic.Column),
        ];

    private static ManifestDiagnostic Convert(Diagnostic diagnostic)
    {
        FileLinePositionSpan at = diagnostic.Location.GetLineSpan();
        return new(
            diagnostic.Id,
            diagnostic.Severity == DiagnosticSeverity.Error ? ManifestSeverity.Error : ManifestSeverity.Warning,
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            at.Path ?? "",
            at.StartLinePosition.Line + 1,
            at.StartLinePosition.Character + 1,
            diagnostic.Descriptor.HelpLinkUri
        );
    }

    // A framework-dependent application's list names its own assemblies too, the contracts among them.
    private static IReadOnlyList<MetadataReference> ReadReferences() =>
        [
            .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
}
