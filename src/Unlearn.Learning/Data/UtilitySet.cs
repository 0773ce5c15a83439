namespace Unlearn.Learning.Data;

/// <summary>Questions beside the points, on which nobody trains and nothing is forgotten: what a model should still be able to answer.</summary>
/// <param name="Name">The name in figures, such as <c>real-authors</c>.</param>
/// <param name="Rows">The questions, each with wrong answers.</param>
public sealed record UtilitySet(string Name, TokenTable Rows);
