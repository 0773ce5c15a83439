using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Statistics;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// Lower bounds on epsilon from counts of successes with Clopper-Pearson limits (Jagielski et al. 2020), and under the
/// assumption of Gaussian differential privacy (Nasr et al. 2023), a row each. Valid only for thresholds chosen on other data.
/// </summary>
[AuditMetric(ClopperPearson.Method)]
internal sealed record ClopperPearsonBound : IAuditMetric
{
    /// <summary>Probability that a bound is too high, where the file has no <c>alpha</c>.</summary>
    [Range(1e-12, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>delta of (epsilon, delta).</summary>
    [Range(0.0, 0.5)]
    public double Delta { get; init; }

    /// <summary>delta of the Gaussian conversion.</summary>
    [Range(1e-30, 0.5)]
    public double GaussianDelta { get; init; } = 1e-5;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of("tp", "rows: members called members"),
        ArrayNeed.Of("fp", "rows: non-members called members"),
        ArrayNeed.Of("n", "rows: members, and non-members unless there is 'negatives'"),
        ArrayNeed.Optional("negatives", "rows: non-members"),
        ArrayNeed.Optional("alpha", "rows"),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        int rows = arrays.All.Max(static array => array.Values.Length);
        int[] truePositives = arrays.Counts("tp", rows);
        int[] falsePositives = arrays.Counts("fp", rows);
        int[] members = arrays.Counts("n", rows);
        int[] nonMembers = arrays.Has("negatives") ? arrays.Counts("negatives", rows) : members;
        double[] alphas = arrays.Has("alpha") ? arrays.Column("alpha", rows) : [.. Enumerable.Repeat(Alpha, rows)];
        var result = new AuditRow[rows];
        for (int i = 0; i < rows; i++)
        {
            if (
                truePositives[i] > members[i]
                || falsePositives[i] > nonMembers[i]
                || members[i] < 1
                || nonMembers[i] < 1
            )
            {
                throw new InputException(
                    $"Row {i}: {truePositives[i]} of {members[i]} members and {falsePositives[i]} of {nonMembers[i]} non-members "
                        + "are impossible; give at least one trial a side and no more hits than trials."
                );
            }

            if (!(alphas[i] is > 0 and < 1))
            {
                throw new InputException($"Row {i}: alpha is {alphas[i]}; it lies between 0 and 1.");
            }

            EpsilonBound bound = EpsilonBound.From(
                truePositives[i],
                members[i],
                falsePositives[i],
                nonMembers[i],
                alphas[i],
                Delta,
                GaussianDelta
            );
            result[i] = AuditRow.Of(
                i.ToString(CultureInfo.InvariantCulture),
                ("tp", truePositives[i]),
                ("fp", falsePositives[i]),
                ("n", members[i]),
                ("negatives", nonMembers[i]),
                ("alpha", alphas[i]),
                ("tpr-lower", bound.TprLower),
                ("tpr-upper", bound.TprUpper),
                ("fpr-lower", bound.FprLower),
                ("fpr-upper", bound.FprUpper),
                (EpsilonBoundAttack.Lower.Name, bound.Epsilon),
                (EpsilonBoundAttack.Cap.Name, EpsilonBound.Cap(members[i], nonMembers[i], alphas[i], Delta)),
                ("epsilon-point", bound.PointEpsilon),
                ("mu-lower", bound.Mu),
                (EpsilonBoundAttack.IfGaussian.Name, bound.GaussianEpsilon)
            );
        }

        return new AuditResult
        {
            Rows = result,
            Notes =
            [
                "each limit is one-sided at 1 - alpha/2; epsilon in nats",
                "epsilon-lower-if-gaussian assumes a Gaussian trade-off curve: an assumption, not a proof",
            ],
        };
    }
}
