namespace Unlearn.Engine.Store;

/// <summary>What decides the answers that are drawn from a model before it forgets: nothing that a method trains with.</summary>
/// <param name="Forget">Digest of the points whose prompts are answered.</param>
/// <param name="Draws">Answers to each.</param>
/// <param name="Original">Key of the model.</param>
/// <param name="Seed">Key of the request.</param>
internal sealed record DrawnInputs(string Forget, int Draws, string Original, string Seed)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "drawn";

    /// <summary>Version of how answers are drawn.</summary>
    public int Version { get; init; } = 1;
}
