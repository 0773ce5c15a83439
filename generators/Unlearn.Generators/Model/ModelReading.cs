using Microsoft.CodeAnalysis;
using Unlearn.Generators.Diagnostics;

namespace Unlearn.Generators.Model;

/// <summary>The model of a compilation, or why there is none.</summary>
/// <param name="Model">The model; null when the contracts are not referenced or reading failed.</param>
/// <param name="Failure">What failed, in words: half-typed attributes of components can have any shape.</param>
internal sealed record ModelReading(ManifestModel? Model, string? Failure)
{
    public static ModelReading Of(Compilation compilation, CancellationToken cancellationToken)
    {
        try
        {
            return new(ModelReader.Read(compilation, withSummaries: false, cancellationToken), Failure: null);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return new(Model: null, Display.Sentence($"{problem.GetType().Name}: {problem.Message}"));
        }
    }
}
