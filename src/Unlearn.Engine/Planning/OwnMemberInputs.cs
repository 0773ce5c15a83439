using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides the weights of a member that a method trains by its own rule.</summary>
/// <param name="Method">The method.</param>
/// <param name="Points">Digest of its points.</param>
/// <param name="Problem">Dataset, architecture, platform and trainer.</param>
/// <param name="Seed">Key of everything random in it.</param>
internal sealed record OwnMemberInputs(CanonicalText Method, string Points, CanonicalText Problem, string Seed)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "own-member";
}
