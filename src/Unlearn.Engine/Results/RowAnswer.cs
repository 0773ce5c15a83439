namespace Unlearn.Engine.Results;

/// <summary>What the model of a row says.</summary>
/// <param name="Row">The row's id.</param>
/// <param name="Text">Its words; empty where it says nothing.</param>
public sealed record RowAnswer(string Row, string Text);
