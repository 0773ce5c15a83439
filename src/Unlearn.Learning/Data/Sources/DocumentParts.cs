namespace Unlearn.Learning.Data.Sources;

/// <summary>What a point of a text file is.</summary>
public enum DocumentParts
{
    /// <summary>A line that is not blank.</summary>
    Lines,

    /// <summary>Lines up to a blank one.</summary>
    Paragraphs,

    /// <summary>As many tokens as the context has room for, one window after another.</summary>
    Windows,
}
