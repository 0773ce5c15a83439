namespace Unlearn.Core.Names;

/// <summary>The rows that every report has beside those of its methods: what expectations may compare with.</summary>
public static class RowNames
{
    /// <summary>The model before forgetting.</summary>
    public const string Original = "original";

    /// <summary>The model that was retrained without the forgotten points.</summary>
    public const string Reference = "reference";

    /// <summary>Retraining with another seed: the level that perfect unlearning has.</summary>
    public const string Null = "null";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Original, Reference, Null];
}
