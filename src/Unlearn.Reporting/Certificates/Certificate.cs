using Unlearn.Engine.Lineage;

namespace Unlearn.Reporting.Certificates;

/// <summary>
/// What whoever is responsible for data can show about one answered deletion request: facts of the run, what was measured, and what was not
/// covered. Every form of it is a pure function of this record.
/// </summary>
public sealed record Certificate
{
    /// <summary>Version of this schema.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Issued { get; init; }

    /// <summary>SHA-256 of the public key that signs it, lower-case hexadecimal; null where it is not signed.</summary>
    public string? SignedBy { get; init; }

    /// <summary>What was asked.</summary>
    public required CertifiedRequest Request { get; init; }

    /// <summary>Which points were to be forgotten.</summary>
    public required CertifiedPoints Points { get; init; }

    /// <summary>How the model answered, and what that promises.</summary>
    public required CertifiedMethod Method { get; init; }

    /// <summary>What measurements say.</summary>
    public required CertifiedMeasurement Measured { get; init; }

    /// <summary>Every model that learned from the points, and what answers now.</summary>
    public required IReadOnlyList<ModelArtefact> Models { get; init; }

    /// <summary>Weight files outside of the store that were looked at.</summary>
    public required IReadOnlyList<ExportedWeights> Exported { get; init; }

    /// <summary>What it does not cover, a sentence or two each.</summary>
    public required IReadOnlyList<string> NotCovered { get; init; }

    /// <summary>When to train again from the start, and what that costs.</summary>
    public required CertifiedRetraining Retraining { get; init; }

    /// <summary>The run that it stands on.</summary>
    public required CertifiedRun Run { get; init; }
}
