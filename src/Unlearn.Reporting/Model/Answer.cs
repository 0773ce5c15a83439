using System.Globalization;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Model;

/// <summary>The answer about one method in one setting, for whoever reads one sentence.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Row">The method.</param>
public sealed record Answer(SettingReport Setting, RowReport Row)
{
    /// <summary>The answers of a setting, a method each.</summary>
    public static IReadOnlyList<Answer> Of(SettingReport setting) =>
        [.. setting.Methods.Where(static row => row.Verdict is not null).Select(row => new Answer(setting, row))];

    /// <summary>What became of the points, in a word or two; capitals where they are not gone.</summary>
    public string Word =>
        Row.Verdict!.Verdict switch
        {
            Verdict.TracesLeft or Verdict.Hidden or Verdict.Distinguishable or Verdict.OverForgotten => "NOT forgotten",
            Verdict.Broken => "NOT usable",
            Verdict.NotDecided => "not decided",
            Verdict.IsReference => "retrained",
            Verdict.Exact => "exact by construction",
            Verdict.Certified => "certified",
            _ => "forgotten",
        };

    /// <summary>What an attacker finds, what the model is still good for, and what the answer cost.</summary>
    public string Sentence =>
        string.Join(" ", new[] { Found, $"{Utility}, {Cost}." }.Where(static part => part.Length > 0));

    /// <summary>Whether the model is of use: its test accuracy beside that of retraining.</summary>
    public bool Usable => Row.Verdict!.Verdict != Verdict.Broken;

    /// <summary>Gradients of retraining divided by those of the answer; null where they are not known.</summary>
    public double? SpeedUp => Row.Find(CostFigures.SpeedUp)?.Value;

    /// <summary>
    /// The largest difference to retraining that stays possible at 95 %, and in which figure: the verdict's own, else that of the worst attack; null
    /// where none is claimed.
    /// </summary>
    public (string Figure, double Most)? Bound =>
        Row.Verdict!.Evidence.FirstOrDefault(judged =>
            judged.Bound is not null && (Row.Verdict.Bound is { } own ? judged.Bound == own : judged.Attack is not null)
        )
            is { } worst
            ? (Setting.Legend(worst.Figure)?.Label ?? worst.Figure, worst.Bound!.Value)
            : null;

    /// <summary>What test accuracy is called here.</summary>
    public string AccuracyLabel => Setting.LabelOf(TrialFigures.TestAccuracy);

    /// <summary>Test accuracy of the row and of retraining.</summary>
    public (double? Row, double? Reference) Accuracy =>
        (
            Row.Find(TrialFigures.TestAccuracy)?.Value,
            Setting.Find(RowRole.Reference)?.Find(TrialFigures.TestAccuracy)?.Value
        );

    // The attack that finds most of the original speaks, by what it finds at few false accusations where that can be resolved.
    private string Found
    {
        get
        {
            (AttackReport Attack, FigureLegend Figure, double Original)[] rates =
            [
                .. Setting
                    .Attacks.SelectMany(static attack => attack.Columns.Select(column => (attack, column)))
                    .Where(static pair => pair.column.Kind.Name == ScoreFigures.AtOnePercent.Name)
                    .Select(pair =>
                        (pair.attack, pair.column, Value(Setting.Find(RowRole.Original), pair.column) ?? -1)
                    )
                    .Where(pair => Value(Row, pair.column) is not null),
            ];
            if (rates.Length == 0)
            {
                return Row.Verdict!.Sentence;
            }

            (AttackReport attack, FigureLegend figure, _) = rates.MaxBy(static pair => pair.Original);
            double found = Value(Row, figure)!.Value;
            string beside = Value(Setting.Find(RowRole.Reference), figure) is { } retrained
                ? $" (retrained: {Percent(retrained)})"
                : "";
            return $"At 1 % false accusations {attack.Title} finds {Percent(found)} of the points{beside}.";
        }
    }

    private string Utility =>
        Accuracy switch
        {
            ({ } own, { } reference) => string.Create(
                CultureInfo.InvariantCulture,
                $"{AccuracyLabel} {own:0.000} (retrained: {reference:0.000})"
            ),
            ({ } own, _) => string.Create(CultureInfo.InvariantCulture, $"{AccuracyLabel} {own:0.000}"),
            _ => $"{AccuracyLabel} unknown",
        };

    private string Cost =>
        SpeedUp switch
        {
            null => "cost unknown",
            > 0.95 and < 1.05 => "as dear as retraining",
            { } faster when faster >= 1 => $"{FigureText.Significant(faster)} times cheaper than retraining",
            { } slower => $"{FigureText.Significant(1 / slower)} times dearer than retraining",
        };

    private static double? Value(RowReport? row, FigureLegend figure) => row?.Find(figure.Name)?.Value;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}
