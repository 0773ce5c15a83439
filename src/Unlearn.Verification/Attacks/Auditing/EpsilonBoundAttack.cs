using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Auditing;

/// <summary>
/// A lower bound on the epsilon by which unlearned models differ from retrained ones (Jagielski et al. 2020; Nasr et al.
/// 2023): a trial is a model, its score the mean phi of the forget set. The threshold is chosen on one half of the models,
/// the Clopper-Pearson bound computed on the other.
/// </summary>
[VerificationAttack("epsilon-bound", ShortName = "epsilon")]
public sealed record EpsilonBoundAttack : IShadowAttack
{
    /// <summary>The lower bound on epsilon.</summary>
    public static FigureKind Lower { get; } =
        new(
            "epsilon-lower",
            "Epsilon, at least",
            "Lower bound on the epsilon by which unlearned models differ from retrained ones."
        )
        {
            Unit = Units.Nats,
            Reading = Reading.DistinctWhenHigh,
        };

    /// <summary>The largest bound that can come out.</summary>
    public static FigureKind Cap { get; } =
        new("epsilon-cap", "Epsilon, cap", "The largest bound that this number of models can give.")
        {
            Unit = Units.Nats,
            Direction = Direction.None,
        };

    /// <summary>The bound under the assumption of a Gaussian trade-off curve.</summary>
    public static FigureKind IfGaussian { get; } =
        Lower with
        {
            Name = "epsilon-lower-if-gaussian",
            Label = "Epsilon, at least, if Gaussian",
            Meaning = "The bound under the assumption of a Gaussian trade-off curve: an assumption, not a proof.",
        };

    /// <summary>Number of models: half trained with the forget set and then unlearned, half retrained without it.</summary>
    [Range(8, 8192)]
    public int Shadows { get; init; } = 128;

    /// <summary>Probability that the bound is too high.</summary>
    [Range(1e-6, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>delta of (epsilon, delta), and of the Gaussian conversion where it is positive (1e-5 otherwise).</summary>
    [Range(0.0, 0.1)]
    public double Delta { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [CopyEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Lower, Cap, IfGaussian];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        CopyOutputs copies = ModelSignals.Copies(input, "epsilon-bound", 2);
        double[] unlearned = Trials(input, copies.Unlearned);
        double[] retrained = Trials(input, copies.Retrained);
        bool[] members = [.. unlearned.Select(_ => true), .. retrained.Select(_ => false)];
        SplitAudit audit = SplitAudit.Run(
            (double[])[.. unlearned, .. retrained],
            members,
            new RandomKey(0).Derive("epsilon-bound"),
            Alpha,
            Delta
        );
        int trials = audit.Members + audit.NonMembers;
        Figure Make(FigureKind kind, double value) =>
            kind.Of(value, trials, new Interval(value, double.PositiveInfinity, 1 - Alpha, ClopperPearson.Method));

        return new AttackEvidence
        {
            Figures =
            [
                Make(Lower, audit.Bound.Epsilon),
                Cap.Of(audit.Cap, trials),
                Make(IfGaussian, audit.Bound.GaussianEpsilon),
            ],
        };
    }

    private static double[] Trials(AttackInput input, IReadOnlyList<LogitTable> models)
    {
        double[][] byPoint = ModelSignals.ByPoint(models, input.Labels);
        return
        [
            .. Enumerable
                .Range(0, models.Count)
                .Select(m => byPoint.Where((_, i) => input.Members[i]).Average(phi => phi[m])),
        ];
    }
}
