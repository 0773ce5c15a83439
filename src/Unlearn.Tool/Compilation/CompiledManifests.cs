using Unlearn.Engine.Definition;

namespace Unlearn.Tool.Compilation;

/// <summary>Manifests after compilation. Disposing it releases the compiled code once no experiment is used any more.</summary>
public sealed class CompiledManifests : IDisposable
{
    private readonly ExperimentLoadContext? _context;

    internal CompiledManifests(
        IReadOnlyList<ManifestDiagnostic> diagnostics,
        IReadOnlyList<IExperiment> experiments,
        ExperimentLoadContext? context
    )
    {
        Diagnostics = diagnostics;
        Experiments = experiments;
        _context = context;
    }

    /// <summary>Everything that is wrong, by file and position.</summary>
    public IReadOnlyList<ManifestDiagnostic> Diagnostics { get; }

    /// <summary>The experiments, ordered by path; empty when there are errors.</summary>
    public IReadOnlyList<IExperiment> Experiments { get; }

    /// <summary>The compiled assembly, for <see cref="ManifestCompiler.Load(byte[])"/>; empty when there are errors.</summary>
    public ReadOnlyMemory<byte> Image { get; internal init; }

    /// <summary>Whether anything cannot run.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == ManifestSeverity.Error);

    /// <inheritdoc/>
    public void Dispose() => _context?.Unload();
}
