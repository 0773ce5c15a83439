using MathNet.Numerics.Distributions;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>Rows and trials of invented results.</summary>
internal static class MockRows
{
    public static RowResult Row(
        string prefix,
        RowRole role,
        string id,
        string type,
        string kind,
        int? shards,
        double[] accuracies,
        double[] aucs,
        double? gradients,
        int failAt = -1
    )
    {
        List<TrialResult> trials =
        [
            .. Enumerable
                .Range(0, MockResults.Seeds)
                .Select(seed =>
                    Trial($"{prefix}/{id}/seed-{seed}", seed, role, accuracies, aucs, gradients, seed == failAt)
                ),
        ];
        string[] names = [.. trials[0].Figures.Select(static figure => figure.Name)];
        return new RowResult
        {
            Role = role,
            Id = id,
            Method = id.Split('-', '[')[0],
            Type = type,
            Kind = kind,
            Shards = shards,
            Options = shards is null
                ? "{\"steps\":50}"
                : $"{{\"aggregate\":\"vote\",\"shards\":{shards},\"slices\":4}}",
            Trials = trials,
            Summary =
            [
                .. names.Select(name =>
                    Mean([
                        .. trials
                            .Where(static trial => trial.Status == TrialStatus.Completed)
                            .Select(trial => trial.Figures.Single(figure => figure.Name == name)),
                    ])
                ),
                P("loss-threshold", aucs[0] - 0.503),
                P("lira", aucs[1] - 0.497),
            ],
        };
    }

    public static TrialResult Trial(
        string id,
        int seed,
        RowRole role,
        double[] accuracies,
        double[] aucs,
        double? gradients,
        bool fails
    )
    {
        if (fails)
        {
            return new TrialResult
            {
                Id = id,
                Seed = seed,
                Status = TrialStatus.Failed,
                Reason = "The loss was not finite after epoch 5 (learning rate 0.003).",
                Figures = [],
                LossCurve = [2.3, 1.9, 4.4, 120, 5.1e9, double.NaN],
            };
        }

        double wobble = (seed - 1) * 0.004;
        List<Figure> figures =
        [
            Figure("retain-accuracy", Math.Min(1, accuracies[0] + (wobble / 4)), Direction.Higher, 1024),
            Figure("forget-accuracy", Math.Clamp(accuracies[1] + wobble, 0, 1), Direction.CloserToReference, 54),
            Figure("test-accuracy", accuracies[2] + wobble, Direction.Higher, 359),
        ];
        if (role != RowRole.Reference)
        {
            figures.Add(
                Figure("forget-accuracy-gap", accuracies[1] - 0.965 + (wobble / 2), Direction.CloserToReference, 54)
            );
            figures.Add(
                Figure("test-accuracy-gap", accuracies[2] - 0.966 + (wobble / 3), Direction.CloserToReference, 359)
            );
        }

        (string Attack, double Auc, double Reference)[] attacks =
        [
            ("loss-threshold", aucs[0], 0.503),
            ("lira", aucs[1], 0.497),
        ];
        foreach ((string attack, double auc, double reference) in attacks)
        {
            figures.Add(Figure($"{attack}/auc", auc + (wobble * 1.5), Direction.CloserToReference, 108));
            figures.Add(
                Figure(
                    $"{attack}/tpr-at-1%-fpr",
                    Math.Max(0, (auc - 0.48) / 2) + Math.Abs(wobble),
                    Direction.CloserToReference,
                    108
                )
            );
            figures.Add(
                Figure($"{attack}/tpr-at-0.1%-fpr", null, Direction.CloserToReference, 108) with
                {
                    NotResolvable = "54 non-members cannot resolve a rate of 0.1 %; 1,000 are needed.",
                }
            );
            figures.Add(Figure($"{attack}/retain-auc", 0.74 + wobble, Direction.CloserToReference, 108));
            double spread = role == RowRole.Reference ? 0 : wobble;
            figures.Add(Figure($"{attack}/auc-gap", auc - reference + spread, Direction.CloserToReference, 108));
            if (attack == "lira")
            {
                figures.Add(
                    Figure($"{attack}/auc-half-shadows", auc - 0.01 + (wobble * 1.5), Direction.CloserToReference, 108)
                );
                figures.Add(Figure($"{attack}/shadows", 32, Direction.None, 32) with { Unit = "count" });
            }
        }

        if (gradients is { } spent)
        {
            figures.Add(Figure("gradients", spent + (seed * 64), Direction.Lower, 1) with { Unit = "count" });
            figures.Add(
                Figure("points-retrained", Math.Round(spent / 21), Direction.Lower, 1) with
                {
                    Unit = "points",
                }
            );
            figures.Add(Figure("speed-up", 21_500 / spent, Direction.Higher, 1));
            figures.Add(Figure("original-test-accuracy", accuracies[2] + 0.002, Direction.Higher, 359));
        }

        return new TrialResult
        {
            Id = id,
            Seed = seed,
            Status = TrialStatus.Completed,
            Figures = figures,
        };
    }

    public static Figure P(string attack, double gap) =>
        Figure($"{attack}/p-against-reference", Math.Exp(-400 * gap * gap), Direction.None, MockResults.Seeds) with
        {
            Unit = "p-value",
        };

    public static Figure Figure(string name, double? value, Direction direction, int count) =>
        new()
        {
            Name = name,
            Value = value,
            Direction = direction,
            Count = count,
        };

    public static Figure Mean(Figure[] figures)
    {
        if (figures[0].Value is null)
        {
            return figures[0];
        }

        double[] values = [.. figures.Select(static figure => figure.Value!.Value)];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        double half = StudentT.InvCDF(0, 1, values.Length - 1, 0.975) * deviation / Math.Sqrt(values.Length);
        return figures[0] with
        {
            Value = mean,
            Interval = new Interval(mean - half, mean + half, 0.95, "student-t"),
            Count = values.Length,
        };
    }
}
