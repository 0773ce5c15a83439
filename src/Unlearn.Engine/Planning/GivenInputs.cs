using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides weights that were trained elsewhere.</summary>
/// <param name="Problem">Dataset, architecture, platform and trainer.</param>
/// <param name="Weights">Digest of the file, and what its layers were said to be called.</param>
internal sealed record GivenInputs(CanonicalText Problem, string Weights)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "given";
}
