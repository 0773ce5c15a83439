using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Certificates;

/// <summary>One figure, measured on the model before, on the answer, and on retraining.</summary>
public sealed record CertifiedFigure
{
    /// <summary>Its name in the results.</summary>
    public required string Name { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Label { get; init; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; init; }

    /// <summary>Before the request; null where it was not measured.</summary>
    public Figure? Before { get; init; }

    /// <summary>The answer.</summary>
    public Figure? Answer { get; init; }

    /// <summary>Retrained without the points.</summary>
    public Figure? Retrained { get; init; }

    /// <summary>What it says, in a word or two; null where it takes no part in the verdict.</summary>
    public string? Finding { get; init; }

    /// <summary>The largest difference to retraining that stays possible at 95 %; null where none is claimed.</summary>
    public double? Bound { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Sentence { get; init; }
}
