using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// A lower bound on epsilon from scores of independent trials: threshold and direction chosen on one half, the
/// Clopper-Pearson bound computed on the other, so that its confidence holds.
/// </summary>
[AuditMetric("epsilon-split")]
internal sealed record EpsilonSplit : IAuditMetric
{
    /// <summary>Probability that the bound is too high.</summary>
    [Range(1e-12, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>delta of (epsilon, delta).</summary>
    [Range(0.0, 0.5)]
    public double Delta { get; init; }

    /// <summary>Decides the halves.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of(EvidenceArray.Scores("scores", "trials")),
        ArrayNeed.Of(EvidenceArray.Members(AuditInputs.Members, "trials")),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[] scores = arrays.Vector("scores");
        bool[] members = arrays.Members(AuditInputs.Members, scores.Length);
        SplitAudit audit = SplitAudit.Run(
            scores,
            members,
            new RandomKey((ulong)Seed).Derive("epsilon-split"),
            Alpha,
            Delta
        );
        int trials = audit.Members + audit.NonMembers;
        Figure Own(string name, double value, string unit) =>
            new()
            {
                Name = name,
                Value = value,
                Unit = unit,
                Direction = Direction.None,
                Count = trials,
            };

        return new AuditResult
        {
            Figures =
            [
                EpsilonBoundAttack.Lower.Of(
                    audit.Bound.Epsilon,
                    trials,
                    new Interval(audit.Bound.Epsilon, double.PositiveInfinity, 1 - Alpha, ClopperPearson.Method)
                ),
                EpsilonBoundAttack.Cap.Of(audit.Cap, trials),
                Own("mu-lower", audit.Bound.Mu, "mu"),
                EpsilonBoundAttack.IfGaussian.Of(audit.Bound.GaussianEpsilon, trials),
                Own("threshold", audit.Threshold, "score"),
            ],
            Scores = scores,
            Members = members,
            Notes =
            [
                $"members are scores {(audit.Above ? "at or above" : "at or below")} the threshold",
                "epsilon-lower-if-gaussian assumes a Gaussian trade-off curve: an assumption, not a proof",
            ],
        };
    }
}
