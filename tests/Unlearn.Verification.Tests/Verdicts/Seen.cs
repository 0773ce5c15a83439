using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Verdicts;

/// <summary>Observations for tests: an AUC that finds the original by 0.3 and of which another seed makes at most 0.02.</summary>
internal static class Seen
{
    public static readonly double[] Nothing = [0.005, -0.005, 0.002, -0.004, 0.001];

    public static Observation Auc(params double[] gaps) =>
        new()
        {
            Attack = "lira",
            Figure = "lira/auc",
            Title = "LiRA AUC",
            Kind = Kind(Reading.FamiliarWhenHigh) with { Margin = MarginKind.Auc },
            Gaps = gaps,
            NullGaps = [0.01, -0.008, 0.012, -0.01, 0.002],
            OriginalGaps = [0.31, 0.29, 0.3, 0.32, 0.28],
            PointsP = 0.001,
            OriginalPointsP = 0.001,
        };

    public static Observation Of(Reading reading, params double[] gaps) => Auc(gaps) with { Kind = Kind(reading) };

    public static Observation Utility(params double[] gaps) =>
        Auc(gaps) with
        {
            Attack = null,
            Figure = "test-accuracy-gap",
            Title = "Test accuracy gap",
            Kind = Kind(Reading.None),
        };

    public static FigureKind Kind(Reading reading) => new("figure", "Figure", "A figure.") { Reading = reading };

    public static RowEvidence Row(params Observation[] forgetting) =>
        new()
        {
            Row = "row",
            Forgetting = forgetting,
            Utility = [Utility(Nothing)],
        };

    public static RowVerdict Judge(RowEvidence row) => VerdictRule.Judge(row, new VerdictMargins());

    public static RowVerdict Judge(params Observation[] forgetting) => Judge(Row(forgetting));
}
