namespace Unlearn.Engine.Planning;

/// <summary>What decides memorisation scores.</summary>
/// <param name="Labels">Digest of the dataset.</param>
/// <param name="Shadows">Digest of the shadow models' keys.</param>
internal sealed record ScoresInputs(string Labels, string Shadows)
{
    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "scores";

    /// <summary>Version of the scores.</summary>
    public int Version { get; init; } = ScoringTask.Version;
}
