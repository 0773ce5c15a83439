using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Html;

/// <summary>Small pieces that several sections use.</summary>
internal static class HtmlParts
{
    /// <summary>Column group of a row: bold name, badge of its kind, what it is.</summary>
    public static Html RowHead(RowReport row)
    {
        Html badge =
            row.Kind.Length == 0
                ? Html.Empty
                : Html.Of($" <span class=\"badge {KindClass(row.Kind)}\">{row.Kind}</span>");
        Html type =
            row.Role == RowRole.Method && row.Type != row.Id ? Html.Of($"<small>{row.Type}</small>") : Html.Empty;
        Html failed =
            row.Failed == 0
                ? Html.Empty
                : Html.Of($"<small class=\"bad\">{row.Failed} of {row.Trials.Count} seeds failed</small>");
        return Html.Of(
            $"<th scope=\"row\"><span class=\"name\">{Breakable(row.Title)}</span>{badge}{type}{failed}</th>"
        );
    }

    /// <summary>A cell with value, interval under it, the gap to the reference where there is one, and what else belongs under it.</summary>
    /// <param name="figure">The figure; null where the row does not have it.</param>
    /// <param name="gap">Its gap to the reference.</param>
    /// <param name="under">What else belongs under it.</param>
    /// <param name="label">What the cell is where a table is too wide for its columns, on paper.</param>
    public static Html Cell(Figure? figure, Figure? gap = null, Html under = default, string? label = null)
    {
        Html named = label is null ? Html.Empty : Html.Of($" data-label=\"{label}\"");
        if (figure is null)
        {
            return Html.Of($"<td class=\"none\"{named}>–</td>");
        }

        if (figure.Value is null)
        {
            return Html.Of($"<td class=\"unresolved\"{named}>not resolvable<small>{figure.NotResolvable}</small></td>");
        }

        Html interval = FigureText.Interval(figure) is { } text ? Html.Of($"<small>{text}</small>") : Html.Empty;
        Html difference = gap?.Value is not null
            ? Html.Of($"<small class=\"gap\">gap {FigureText.Value(gap)}</small>")
            : Html.Empty;
        return Html.Of($"<td{named}><b>{FigureText.Value(figure)}</b>{interval}{difference}{under}</td>");
    }

    /// <summary>A chart with its caption.</summary>
    public static Html Figure(ReportFigure figure) =>
        Html.Of($"<figure>{new Html(figure.Svg)}<figcaption>{figure.Caption}</figcaption></figure>\n");

    /// <summary>A verdict as a coloured word with its sign.</summary>
    public static Html Chip(RowVerdict? verdict) =>
        verdict is null
            ? Html.Of($"<span class=\"none\">–</span>")
            : Chip(ChipClass(verdict.Verdict), Sign(verdict.Verdict), verdict.Label, verdict.Sentence);

    /// <summary>What one figure says, the same way.</summary>
    public static Html Chip(Judgement? judged) =>
        judged is null
            ? Html.Of($"<span class=\"none\">–</span>")
            : Chip(ChipClass(judged.Finding), Sign(judged.Finding), VerdictText.Label(judged.Finding), judged.Sentence);

    private static Html Chip(string name, string sign, string label, string why) =>
        Html.Of($"<span class=\"chip {name}\" title=\"{why}\">{sign} {label}</span>");

    /// <summary>A column's head: label, direction, and the meaning on hover.</summary>
    public static Html ColumnHead(FigureLegend legend, string? label = null) =>
        Html.Of(
            $"<th scope=\"col\" title=\"{legend.Meaning} ({legend.DirectionText})\">{label ?? legend.Label} <span class=\"way\" role=\"img\" aria-label=\"{legend.DirectionText}\">{legend.DirectionSign}</span></th>"
        );

    /// <summary>Names of sweep variants may break after brackets and signs rather than inside a word.</summary>
    private static Html Breakable(string name) =>
        new(
            Html.Escape(name)
                .Replace("[", "[<wbr>", StringComparison.Ordinal)
                .Replace("=", "=<wbr>", StringComparison.Ordinal)
        );

    /// <summary>Whole numbers with thousands separated.</summary>
    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string KindClass(string kind) =>
        kind is MethodKinds.Exact or MethodKinds.Certified ? kind : MethodKinds.Approximate;

    private static string ChipClass(Verdict verdict) =>
        verdict switch
        {
            Verdict.Broken or Verdict.TracesLeft or Verdict.Hidden => "under",
            Verdict.OverForgotten or Verdict.Distinguishable => "over",
            Verdict.NotDecided => "undecided",
            _ => "same",
        };

    private static string ChipClass(Finding finding) =>
        finding switch
        {
            Finding.TracesLeft => "under",
            Finding.OverForgotten or Finding.Distinguishable => "over",
            Finding.NoDifference => "same",
            _ => "undecided",
        };

    private static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Broken => "✗",
            Verdict.TracesLeft => "▲",
            Verdict.OverForgotten => "▼",
            Verdict.Distinguishable => "≠",
            Verdict.Hidden => "◐",
            Verdict.NotDecided => "?",
            Verdict.IsReference => "=",
            _ => "≈",
        };

    private static string Sign(Finding finding) =>
        finding switch
        {
            Finding.TracesLeft => "▲",
            Finding.OverForgotten => "▼",
            Finding.Distinguishable => "≠",
            Finding.NoDifference => "≈",
            _ => "?",
        };
}
