using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides weights that were trained elsewhere.</summary>
/// <param name="Problem">Dataset, architecture, platform and trainer.</param>
/// <param name="Weights">Digest of the file.</param>
internal sealed record GivenInputs(CanonicalText Problem, string Weights)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "given";
}
