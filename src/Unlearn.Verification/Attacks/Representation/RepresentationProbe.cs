using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// A linear probe on the last hidden layer: how well can the classes of forgotten points still be read, unlearned against
/// retrained? Cross-fitted over the attacked points. Finds methods that only moved the classifier.
/// </summary>
[VerificationAttack("linear-probe", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it reads one hidden layer of each point")]
public sealed record RepresentationProbe : IOutputAttack
{
    private static readonly FigureKind Accuracy = new(
        "probe-accuracy",
        "Probe accuracy",
        "Share of the forgotten points whose class a linear probe reads from the last hidden layer."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind Retrained = new(
        "probe-accuracy-retrained",
        "Probe accuracy, retrained",
        "The same in retrained models, mean over them."
    )
    {
        Direction = Direction.None,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind Gap = new(
        "probe-gap",
        "Probe gap",
        "Probe accuracy minus that in retrained models; 0 is the aim."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Difference,
    };

    /// <summary>Folds of the cross-fitting.</summary>
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    /// <summary>Ridge penalty of the probe on standardised columns.</summary>
    [Range(1e-6, 1e6)]
    public double Ridge { get; init; } = 1;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [RepresentationEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Accuracy, Retrained, Gap];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        (FeatureTable target, IReadOnlyList<FeatureTable> references) = Representations.Require(input, "linear-probe");
        if (input.Labels.Length < 2 * Folds)
        {
            return AttackEvidence.NotResolvable(
                Kinds[0],
                $"{input.Labels.Length} attacked points are too few for {Folds} folds: lower 'folds' or give more points"
            );
        }

        int count = input.Members.AsSpan().Count(true);
        bool[] own = Right(input, target);
        bool[][] others = [.. references.Select(r => Right(input, r))];
        int right = own.AsSpan().Count(true);
        double[] retrained = [.. others.Select(other => other.AsSpan().Count(true) / (double)count)];

        // The same points under two kinds of models: differences per point, bootstrapped over points.
        double[] gaps =
        [
            .. Enumerable
                .Range(0, own.Length)
                .Where(i => input.Members[i])
                .Select(i => (own[i] ? 1 : 0) - others.Average(other => other[i] ? 1.0 : 0.0)),
        ];
        return new AttackEvidence
        {
            Figures =
            [
                Accuracy.Of(right / (double)count, count, ClopperPearson.Interval(right, count)),
                Retrained.Of(retrained.Average(), count),
                Gap.Of(
                    (right / (double)count) - retrained.Average(),
                    count,
                    Bootstrap.Mean(gaps, new RandomKey(0).Derive("probe-gap"))
                ),
            ],
        };
    }

    /// <summary>Of which members a probe of the other folds reads the class rightly; false for the others.</summary>
    private bool[] Right(AttackInput input, FeatureTable features)
    {
        int points = input.Labels.Length;
        int[] order = new RandomKey(0).Derive("linear-probe").Order([.. Enumerable.Range(0, points)]);
        var right = new bool[points];
        for (int f = 0; f < Folds; f++)
        {
            int[] training = [.. order.Where((_, i) => i % Folds != f)];
            LinearProbe probe = LinearProbe.Fit(features, input.Labels, training, input.Target.Classes, Ridge);
            foreach (int i in order.Where((_, i) => i % Folds == f))
            {
                right[i] = input.Members[i] && probe.Predict(features.Row(i)) == input.Labels[i];
            }
        }

        return right;
    }
}
