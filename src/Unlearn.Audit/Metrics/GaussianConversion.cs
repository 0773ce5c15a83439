using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Audits;

namespace Unlearn.Audit.Metrics;

/// <summary>Conversion from mu of Gaussian differential privacy to epsilon (Dong, Roth, Su 2022, corollary 1), a row each.</summary>
[AuditMetric("gaussian-dp")]
internal sealed record GaussianConversion : IAuditMetric
{
    /// <summary>delta, where the file has none.</summary>
    [Range(1e-30, 0.5)]
    public double Delta { get; init; } = 1e-5;

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } = [ArrayNeed.Of("mu", "rows"), ArrayNeed.Optional("delta", "rows")];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[] mu = arrays.Vector("mu");
        double[] deltas = arrays.Has("delta") ? arrays.Column("delta", mu.Length) : [.. mu.Select(_ => Delta)];
        return new AuditResult { Rows = [.. mu.Select((m, i) => Row(i, m, deltas[i]))] };
    }

    private static AuditRow Row(int row, double mu, double delta) =>
        mu >= 0 && delta is > 0 and < 1
            ? AuditRow.Of(
                row.ToString(CultureInfo.InvariantCulture),
                ("mu", mu),
                ("delta", delta),
                ("epsilon", GaussianPrivacy.Epsilon(mu, delta))
            )
            : throw new InputException(
                $"Row {row}: mu is {mu}, delta {delta}; mu is at least 0, delta between 0 and 1."
            );
}
