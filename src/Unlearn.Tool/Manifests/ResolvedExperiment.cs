using Unlearn.Engine.Definition;

namespace Unlearn.Tool.Manifests;

/// <summary>An experiment that is ready to run.</summary>
/// <param name="Experiment">The compiled manifest.</param>
/// <param name="Folder">The manifest's folder, where its relative paths start; null for built-in experiments.</param>
internal sealed record ResolvedExperiment(IExperiment Experiment, string? Folder)
{
    /// <summary>The compiled assembly; empty for built-in experiments.</summary>
    public ReadOnlyMemory<byte> Image { get; init; }
}
