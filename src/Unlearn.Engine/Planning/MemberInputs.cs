using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides a trained member's weights.</summary>
/// <param name="Parent">Key of the stage that it starts from; null where it starts from its seed.</param>
/// <param name="Points">Digest of its points.</param>
/// <param name="Problem">Dataset, architecture, platform and trainer.</param>
/// <param name="Seed">Key of initialisation and order.</param>
/// <param name="Training">How it is trained.</param>
internal sealed record MemberInputs(
    string? Parent,
    string Points,
    CanonicalText Problem,
    string Seed,
    CanonicalText Training
)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "member";
}
