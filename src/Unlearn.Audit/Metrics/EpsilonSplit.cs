using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Auditing;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

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
        Figure Make(string name, double value, string unit = "nats") =>
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
                Make(EpsilonBoundAttack.Lower.Name, audit.Bound.Epsilon) with
                {
                    Interval = new Interval(audit.Bound.Epsilon, double.PositiveInfinity, 1 - Alpha, "clopper-pearson"),
                    Direction = Direction.CloserToReference,
                },
                Make(EpsilonBoundAttack.Cap.Name, audit.Cap),
                Make("mu-lower", audit.Bound.Mu, "mu"),
                Make(EpsilonBoundAttack.IfGaussian.Name, audit.Bound.GaussianEpsilon),
                Make("threshold", audit.Threshold, "score"),
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
