namespace Unlearn.Engine.Reproduction;

/// <summary>Something that is worse than in a baseline, beyond noise.</summary>
/// <param name="Setting">Dataset, model and scenario.</param>
/// <param name="Row">The row's id.</param>
/// <param name="What">The figure, <c>verdict</c>, <c>row</c> or <c>failed</c>.</param>
/// <param name="Before">What it was, in words.</param>
/// <param name="Now">What it is, in words.</param>
/// <param name="By">By how much a figure is worse; null for the rest.</param>
public sealed record Regression(string Setting, string Row, string What, string Before, string Now, double? By);
