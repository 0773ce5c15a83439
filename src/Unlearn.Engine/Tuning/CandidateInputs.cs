using Unlearn.Formats.Json;

namespace Unlearn.Engine.Tuning;

/// <summary>What decides how far one candidate is from retraining on one tuning seed.</summary>
/// <param name="Before">The model before the request; null for the yardstick.</param>
/// <param name="Forget">Digest of the forget set.</param>
/// <param name="Reference">The model that it is compared with.</param>
/// <param name="Retain">Digest of the retain set.</param>
/// <param name="Target">The model that is measured.</param>
/// <param name="Unseen">Digest of the points that no model was trained on.</param>
internal sealed record CandidateInputs(
    CanonicalText? Before,
    string Forget,
    CanonicalText Reference,
    string Retain,
    CanonicalText Target,
    string Unseen
)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "candidate";

    /// <summary>Version of the figures.</summary>
    public int Version { get; init; } = CandidateEvaluator.Version;
}
