namespace Unlearn.Verification.Evidence;

/// <summary>A curve that an attack draws of its work beside its figures.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Across">Places, ascending.</param>
/// <param name="Up">The value at each.</param>
public sealed record AttackCurve(CurveKind Kind, IReadOnlyList<double> Across, IReadOnlyList<double> Up)
{
    private const int Quantiles = 51;

    /// <summary>Numbers in ascending order against the share of them that is no larger: quantiles at even steps from 0 to 1.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="values">At least one.</param>
    public static AttackCurve Ordered(CurveKind kind, IReadOnlyCollection<double> values)
    {
        double[] ordered = [.. values.Order()];
        double[] shares = [.. Enumerable.Range(0, Quantiles).Select(static step => step / (Quantiles - 1.0))];
        return new AttackCurve(
            kind,
            shares,
            [.. shares.Select(share => ordered[(int)Math.Round(share * (ordered.Length - 1))])]
        );
    }
}
