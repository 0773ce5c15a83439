namespace Unlearn.Engine.Definition.Expectations;

/// <summary>An expectation, read.</summary>
/// <param name="Rows">A row's id, a method's name, or either with <c>*</c> for any text.</param>
/// <param name="Verdicts">The names of the verdicts that will do; empty for figures.</param>
/// <param name="Attack">The attack of the figure, or null.</param>
/// <param name="Figure">The figure's name; null for verdicts.</param>
/// <param name="IsAtLeast">Whether the figure has to be at least the bound, else at most.</param>
/// <param name="Yardstick"><c>reference</c>, <c>null</c> or <c>original</c>: what is added to <paramref name="Offset"/>; null for none.</param>
/// <param name="Offset">The bound, or its distance to the yardstick.</param>
internal sealed record ClaimNode(
    string Rows,
    IReadOnlyList<string> Verdicts,
    string? Attack,
    string? Figure,
    bool IsAtLeast,
    string? Yardstick,
    double Offset
);
