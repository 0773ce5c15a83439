using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>One dataset, model and scenario, ready to print.</summary>
public sealed record SettingReport
{
    /// <summary>The results it stands on.</summary>
    public required SettingResult Source { get; init; }

    /// <summary>Position in the report, 1-based: the anchor of the section.</summary>
    public required int Number { get; init; }

    /// <summary>Original, reference, null, then methods.</summary>
    public required IReadOnlyList<RowReport> Rows { get; init; }

    /// <summary>Attacks in reporting order.</summary>
    public required IReadOnlyList<AttackReport> Attacks { get; init; }

    /// <summary>Every figure that any row has, in reporting order.</summary>
    public required IReadOnlyList<FigureLegend> Figures { get; init; }

    /// <summary>What figures are drawn from; null where the run does not have it.</summary>
    public SettingCurves? Curves { get; init; }

    /// <summary>Dataset, model and scenario in one line.</summary>
    public string Title => $"{Source.Dataset} / {Source.Model} / {Source.Scenario}";

    /// <summary>Rows that are methods.</summary>
    public IEnumerable<RowReport> Methods => Rows.Where(static row => row.Role == RowRole.Method);

    /// <summary>An attack's name for people.</summary>
    public string TitleOf(string attack) => Attacks.FirstOrDefault(report => report.Name == attack)?.Title ?? attack;

    /// <summary>The first row of a role, or null.</summary>
    public RowReport? Find(RowRole role) => Rows.FirstOrDefault(row => row.Role == role);

    /// <summary>The legend of a figure, or null when no row has it.</summary>
    public FigureLegend? Legend(string name) => Figures.FirstOrDefault(figure => figure.Name == name);

    /// <summary>The legend of a kind of figure that every trial has, or null when no row has it.</summary>
    public FigureLegend? Legend(FigureKind kind) => Legend(kind.Name);

    /// <summary>What the setting calls a kind of figure, which of texts is another name than of classes; the kind's own where no row has it.</summary>
    public string LabelOf(FigureKind kind) => (Legend(kind)?.Kind ?? kind).Label;
}
