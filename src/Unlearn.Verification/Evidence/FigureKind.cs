namespace Unlearn.Verification.Evidence;

/// <summary>
/// What a figure is, declared once beside what makes it. Reports, verdicts and results read it from here; nothing else knows a figure by
/// its name.
/// </summary>
/// <param name="Name">Stable kebab-case name, unique within its maker, for example <c>auc</c> or <c>tpr-at-1%-fpr</c>.</param>
/// <param name="Label">A few words for the head of a column.</param>
/// <param name="Meaning">One sentence for a reader.</param>
public sealed record FigureKind(string Name, string Label, string Meaning)
{
    /// <summary>Unit: one of <see cref="Units"/>, or the figure's own.</summary>
    public string Unit { get; init; } = Units.Fraction;

    /// <summary>Which way it is good.</summary>
    public Direction Direction { get; init; } = Direction.CloserToReference;

    /// <summary>What a distance to the retrained model says about the forgotten points.</summary>
    public Reading Reading { get; init; }

    /// <summary>
    /// What difference to the retrained model is small. Verdicts rest on the headline of an attack and on its other figures that have a
    /// margin.
    /// </summary>
    public MarginKind Margin { get; init; }

    /// <summary>How its values lie.</summary>
    public FigureScale Scale { get; init; } = FigureScale.Plain;

    /// <summary>A figure of this kind.</summary>
    /// <param name="value">The value; null only with a reason.</param>
    /// <param name="count">Number of independent units (points, models, trials) behind it.</param>
    /// <param name="interval">Its interval, or null where none is defined.</param>
    /// <param name="notResolvable">Why there is no value, or null.</param>
    public Figure Of(double? value, int count, Interval? interval = null, string? notResolvable = null) =>
        new()
        {
            Name = Name,
            Value = value,
            Interval = interval,
            Unit = Unit,
            Direction = Direction,
            Count = count,
            NotResolvable = notResolvable,
        };

    /// <summary>A figure without a value.</summary>
    /// <param name="reason">Why, as half a sentence for the report.</param>
    /// <param name="count">Number of units that were there.</param>
    public Figure NotResolvable(string reason, int count = 0) => Of(null, count, notResolvable: reason);
}
