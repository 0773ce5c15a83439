namespace Unlearn.Learning.Data;

/// <summary>Something about a dataset that a person should know before anything is trained on it.</summary>
/// <param name="Name">Its kind, by which programs know it: <c>small-class</c>.</param>
/// <param name="Text">What was found and what to do about it, one sentence or two.</param>
public sealed record DataNote(string Name, string Text);
