using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>Columns that say how good the models of a setting are on points that stay, that go and that were never seen.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Columns">The figures, each with its distance to the reference where it has one.</param>
public sealed record MeasureGroup(string Title, IReadOnlyList<MeasureColumn> Columns)
{
    private static readonly (FigureKind Kind, FigureKind? Gap)[] Perplexities =
    [
        .. PerplexityFigures.Kinds.Select(static kind => (kind, (FigureKind?)null)),
    ];

    private static readonly (FigureKind Kind, FigureKind? Gap)[] Accuracies =
    [
        (TrialFigures.RetainAccuracy, TrialFigures.RetainAccuracyGap),
        (TrialFigures.ForgetAccuracy, TrialFigures.ForgetAccuracyGap),
        (TrialFigures.TestAccuracy, TrialFigures.TestAccuracyGap),
    ];

    /// <summary>The groups of a setting: accuracy; of texts perplexity, with token accuracy beside it.</summary>
    public static IReadOnlyList<MeasureGroup> Of(SettingReport setting) =>
        [
            .. new[] { Group(Perplexities, setting), Group(Accuracies, setting) }.Where(static group =>
                group.Columns.Count > 0
            ),
        ];

    // "Retain token accuracy" stands as "Retain" under "Token accuracy".
    private static MeasureGroup Group((FigureKind Kind, FigureKind? Gap)[] kinds, SettingReport setting)
    {
        MeasureColumn[] columns =
        [
            .. from one in kinds
            let legend = setting.Legend(one.Kind)
            where legend is not null
            select new MeasureColumn(legend, legend.Label.Split(' ')[0], one.Gap),
        ];
        return new MeasureGroup(
            columns is [var first, ..] && first.Legend.Label.Split(' ', 2) is [_, var rest]
                ? $"{char.ToUpperInvariant(rest[0])}{rest[1..]}"
                : "",
            columns
        );
    }
}
