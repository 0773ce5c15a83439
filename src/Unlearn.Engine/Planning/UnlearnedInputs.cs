using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides the weights of a member that has unlearned.</summary>
/// <param name="Forget">Digest of the forget set.</param>
/// <param name="Method">The method.</param>
/// <param name="Original">Key of the model that forgets.</param>
internal sealed record UnlearnedInputs(string Forget, CanonicalText Method, string Original)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "unlearned";

    /// <summary>Digest of the population set; null where the method does not read it.</summary>
    [AbsentWhenNull]
    public string? Population { get; init; }

    /// <summary>Key of the request; null where the original's key says it.</summary>
    [AbsentWhenNull]
    public string? Seed { get; init; }

    /// <summary>Digest of the points before the request; null where the original's key says it.</summary>
    [AbsentWhenNull]
    public string? Train { get; init; }

    /// <summary>How the original was trained; null where the original's key says it.</summary>
    [AbsentWhenNull]
    public CanonicalText? Training { get; init; }
}
