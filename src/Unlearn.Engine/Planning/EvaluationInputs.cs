using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides the figures of one trial.</summary>
/// <param name="Before">The model before the request, or null.</param>
/// <param name="Forget">Digest of the forget set.</param>
/// <param name="Reference">The model that it is compared with.</param>
/// <param name="Retain">Digest of the retain set.</param>
/// <param name="Target">The model that is measured.</param>
/// <param name="Test">Digest of the test set.</param>
internal sealed record EvaluationInputs(
    CanonicalText? Before,
    string Forget,
    CanonicalText Reference,
    string Retain,
    CanonicalText Target,
    string Test
)
{
    /// <summary>The answers of a stream of requests; null where all was asked for at once.</summary>
    [AbsentWhenNull]
    public IReadOnlyList<AnswerInputs>? Answers { get; init; }

    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "evaluation";

    /// <summary>Version of the figures.</summary>
    public int Version { get; init; } = EvaluationTask.Version;
}
