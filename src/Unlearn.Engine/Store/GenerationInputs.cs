using Unlearn.Formats.Json;

namespace Unlearn.Engine.Store;

/// <summary>What decides a model's greedy answers.</summary>
/// <param name="Model">The model.</param>
/// <param name="Most">Tokens of an answer at most.</param>
internal sealed record GenerationInputs(CanonicalText Model, int Most)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "generation";

    /// <summary>Version of how answers are decoded.</summary>
    public int Version { get; init; } = 1;
}
