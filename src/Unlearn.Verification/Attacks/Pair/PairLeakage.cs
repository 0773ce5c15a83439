using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Pair;

/// <summary>
/// Who sees the model before and after a deletion learns what was deleted (Chen et al. 2021). Exact retraining leaks as
/// well: a low score in an attack on one model says nothing about the pair.
/// </summary>
/// <remarks>
/// The classifier (logistic regression) is trained on the other folds of the attacked points, so that no point is judged by
/// a classifier that saw its answer. DegCount and DegRate compare it with the classical attack, the same classifier on the
/// original model's sorted probabilities alone.
/// </remarks>
[VerificationAttack("pair-leakage", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it compares probabilities of classes")]
public sealed record PairLeakage : IOutputAttack
{
    // The scores are of what changed: where forgotten points changed less than by retraining, the model still knows them.
    private static readonly FigureKind[] Scored =
    [
        .. ScoreFigures.Kinds.Select(static kind => kind with { Reading = Reading.FamiliarWhenLow }),
    ];

    private static readonly FigureKind GainCount = new(
        "deg-count",
        "DegCount",
        "Share of the attacked points that the pair of models betrays better than the original alone."
    )
    {
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind GainRate = new(
        "deg-rate",
        "DegRate",
        "Mean gain of the classifier's confidence from seeing both models instead of the original alone."
    )
    {
        Scale = FigureScale.Difference,
    };

    /// <summary>What the attack builds from the two outputs.</summary>
    public PairFeature Feature { get; init; } = PairFeature.SortedDifference;

    /// <summary>Folds of the cross-fitting.</summary>
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    /// <summary>Ridge penalty of the classifier.</summary>
    [Range(1e-6, 1e6)]
    public double Ridge { get; init; } = 1;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [OriginalEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. Scored, GainCount, GainRate];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        LogitTable original = input.Require(OriginalEvidence.Kind, "pair-leakage");
        if (Feature is PairFeature.EuclideanDistance or PairFeature.ConfidenceDrop)
        {
            double[] distances =
            [
                .. input.Labels.Select((label, i) => Distance(original.Row(i), input.Target.Row(i), label)),
            ];
            return new AttackEvidence { Figures = ScoreFigures.Of(distances, input.Members), Scores = distances };
        }

        int members = input.Members.AsSpan().Count(true);
        int fewer = Math.Min(members, input.Members.Length - members);
        if (fewer < Folds)
        {
            return AttackEvidence.NotResolvable(
                Kinds[0],
                $"{fewer} {(fewer == members ? "members" : "non-members")} cannot fill {Folds} folds: lower 'folds' or give more points"
            );
        }

        double[][] pair = [.. input.Labels.Select((_, i) => Features(original.Row(i), input.Target.Row(i)))];
        double[][] classical =
        [
            .. input.Labels.Select((_, i) => Softmax.Of(original.Row(i)).OrderDescending().ToArray()),
        ];
        double[] scores = CrossFit(pair, input.Members);
        double[] baseline = CrossFit(classical, input.Members);
        double[] gains = [.. scores.Select((p, i) => input.Members[i] ? p - baseline[i] : baseline[i] - p)];
        int count = gains.Count(g => g > 0);
        return new AttackEvidence
        {
            Figures =
            [
                .. ScoreFigures.Of(scores, input.Members),
                GainCount.Of(count / (double)gains.Length, gains.Length, ClopperPearson.Interval(count, gains.Length)),
                GainRate.Of(gains.Average(), gains.Length, Bootstrap.Mean(gains, new RandomKey(0).Derive("deg-rate"))),
            ],
            Scores = scores,
        };
    }

    /// <summary>The features of one point from its logits before and after.</summary>
    /// <param name="before">Logits of the original model.</param>
    /// <param name="after">Logits of the unlearned model.</param>
    public double[] Features(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        double[] p = Softmax.Of(before);
        double[] q = Softmax.Of(after);
        if (Feature is PairFeature.SortedConcatenation or PairFeature.SortedDifference)
        {
            int[] order = [.. Enumerable.Range(0, p.Length).OrderByDescending(k => p[k])];
            (p, q) = ([.. order.Select(k => p[k])], [.. order.Select(k => q[k])]);
        }

        return Feature is PairFeature.DirectConcatenation or PairFeature.SortedConcatenation
            ? [.. p, .. q]
            : [.. p.Select((value, k) => value - q[k])];
    }

    private double Distance(ReadOnlySpan<double> before, ReadOnlySpan<double> after, int label)
    {
        if (Feature == PairFeature.ConfidenceDrop)
        {
            return Confidence.Phi(before, label) - Confidence.Phi(after, label);
        }

        double[] q = Softmax.Of(after);
        return Math.Sqrt(Softmax.Of(before).Select((p, k) => (p - q[k]) * (p - q[k])).Sum());
    }

    private double[] CrossFit(double[][] features, bool[] members)
    {
        var probabilities = new double[features.Length];
        var fold = new int[features.Length];
        foreach (bool side in (ReadOnlySpan<bool>)[true, false])
        {
            // Folds are balanced within each side, so that each has both.
            int[] indices = [.. Enumerable.Range(0, members.Length).Where(i => members[i] == side)];
            int[] order = new RandomKey(0).Derive("pair-leakage").Order(indices);
            for (int i = 0; i < order.Length; i++)
            {
                fold[order[i]] = i % Folds;
            }
        }

        for (int f = 0; f < Folds; f++)
        {
            int[] training = [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != f)];
            LogisticRegression classifier = LogisticRegression.Fit(
                [.. training.Select(i => features[i])],
                [.. training.Select(i => members[i])],
                Ridge
            );
            for (int i = 0; i < fold.Length; i++)
            {
                probabilities[i] = fold[i] == f ? classifier.Probability(features[i]) : probabilities[i];
            }
        }

        return probabilities;
    }
}
