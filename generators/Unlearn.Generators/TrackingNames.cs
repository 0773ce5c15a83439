namespace Unlearn.Generators;

/// <summary>Names of the pipeline's steps, in order; caching tests look the steps up by them.</summary>
internal static class TrackingNames
{
    /// <summary>The manifest model that was read from the compilation.</summary>
    public const string Model = nameof(Model);

    /// <summary>Namespace and project folder.</summary>
    public const string Settings = nameof(Settings);

    /// <summary>Path and text of each manifest.</summary>
    public const string Text = nameof(Text);

    /// <summary>The positioned tree of each manifest.</summary>
    public const string Document = nameof(Document);

    /// <summary>Each manifest bound against the model.</summary>
    public const string Bound = nameof(Bound);

    /// <summary>All experiments with their unique names.</summary>
    public const string Roster = nameof(Roster);

    /// <summary>What the class of each experiment is written from: no positions.</summary>
    public const string Source = nameof(Source);

    /// <summary>What is wrong with each manifest, sorted by position.</summary>
    public const string Diagnostics = nameof(Diagnostics);
}
