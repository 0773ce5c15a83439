namespace Unlearn.Engine.Results;

/// <summary>Something in a dataset that is probably not meant.</summary>
/// <param name="Name">Its kind: <c>small-class</c>.</param>
/// <param name="Text">What was found.</param>
public sealed record DataWarning(string Name, string Text);
