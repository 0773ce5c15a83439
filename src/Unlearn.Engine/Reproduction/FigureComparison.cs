using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Reproduction;

/// <summary>One figure of one row in two runs.</summary>
/// <param name="Setting">Dataset, model and scenario: <c>digits/mlp/a-few</c>.</param>
/// <param name="Row">The row's id.</param>
/// <param name="Figure">The figure's name.</param>
/// <param name="Left">Its mean in the first run.</param>
/// <param name="Right">Its mean in the second run.</param>
/// <param name="Difference">
/// Second minus first, mean over seeds that both runs completed, with a Student t interval of the paired differences (none
/// for a single seed).
/// </param>
public sealed record FigureComparison(
    string Setting,
    string Row,
    string Figure,
    double? Left,
    double? Right,
    Figure Difference
);
