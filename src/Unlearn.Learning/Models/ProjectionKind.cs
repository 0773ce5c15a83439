namespace Unlearn.Learning.Models;

/// <summary>What a matrix of a transformer's block belongs to.</summary>
public enum ProjectionKind
{
    /// <summary>Attention: queries, keys, values, and what leads out of it.</summary>
    Attention,

    /// <summary>The feed-forward layer.</summary>
    FeedForward,
}
