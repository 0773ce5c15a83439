namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Which matrices of a language model an adapter changes.</summary>
public enum AdaptedLayers
{
    /// <summary>Those of attention and of feed-forward layers.</summary>
    All,

    /// <summary>Those of attention.</summary>
    Attention,

    /// <summary>Those of feed-forward layers.</summary>
    FeedForward,
}
