using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>A curve that an attack draws of its work on a row, over seeds.</summary>
/// <param name="Attack">The attack's name in the manifest.</param>
/// <param name="Row">The row.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="Across">Places, ascending.</param>
/// <param name="Up">Mean over seeds; a seed whose curve is shorter keeps its last value.</param>
/// <param name="Lower">Lower ends at 95 %, Student t over seeds; the mean itself of a single seed.</param>
/// <param name="Higher">Upper ends.</param>
public sealed record AttackLine(
    string Attack,
    string Row,
    CurveKind Kind,
    IReadOnlyList<double> Across,
    IReadOnlyList<double> Up,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Higher
);
