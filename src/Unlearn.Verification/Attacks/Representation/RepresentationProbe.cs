using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Representation;

/// <summary>
/// A linear probe on the last hidden layer: how well can the classes of forgotten points still be read, unlearned against
/// retrained? Cross-fitted over the attacked points. Finds methods that only moved the classifier.
/// </summary>
[VerificationAttack("linear-probe", Version = 2)]
public sealed record RepresentationProbe : IOutputAttack
{
    /// <summary>Folds of the cross-fitting.</summary>
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    /// <summary>Ridge penalty of the probe on standardised columns.</summary>
    [Range(1e-6, 1e6)]
    public double Ridge { get; init; } = 1;

    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.Representations;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        (FeatureTable target, IReadOnlyList<FeatureTable> references) = Representations.Require(input, "linear-probe");
        if (input.Labels.Length < 2 * Folds)
        {
            return AttackEvidence.NotResolvable(
                "probe-accuracy",
                $"{input.Labels.Length} attacked points are too few for {Folds} folds: lower 'folds' or give more points"
            );
        }

        int count = input.Members.AsSpan().Count(true);
        bool[] own = Right(input, target);
        bool[][] others = [.. references.Select(r => Right(input, r))];
        int right = own.AsSpan().Count(true);
        double[] retrained = [.. others.Select(other => other.AsSpan().Count(true) / (double)count)];

        // The same points under two kinds of models: differences a point, bootstrapped over points.
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
                new Figure
                {
                    Name = "probe-accuracy",
                    Value = right / (double)count,
                    Interval = ClopperPearson.Interval(right, count),
                    Count = count,
                },
                new Figure
                {
                    Name = "probe-accuracy-retrained",
                    Value = retrained.Average(),
                    Direction = Direction.None,
                    Count = count,
                },
                new Figure
                {
                    Name = "probe-gap",
                    Value = (right / (double)count) - retrained.Average(),
                    Interval = Bootstrap.Mean(gaps, new RandomKey(0).Derive("probe-gap")),
                    Count = count,
                },
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
