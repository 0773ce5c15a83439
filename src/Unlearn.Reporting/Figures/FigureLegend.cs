using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Figures;

/// <summary>What a figure means, for a reader.</summary>
/// <param name="Entry">The results' own words.</param>
public sealed record FigureLegend(LegendEntry Entry)
{
    /// <summary>The name that figures carry.</summary>
    public string Name => Entry.Name;

    /// <summary>The kind.</summary>
    public FigureKind Kind => Entry.Kind;

    /// <summary>A label that names the attack too.</summary>
    public string Label => Entry.AttackTitle is { } attack ? $"{attack}: {Kind.Label}" : Kind.Label;

    /// <summary>A label for a column that stands under its attack.</summary>
    public string ShortLabel => Kind.Label;

    /// <summary>One sentence.</summary>
    public string Meaning => Kind.Meaning;

    /// <summary>The unit.</summary>
    public string Unit => Kind.Scale == FigureScale.Multiple ? "times" : Kind.Unit;

    /// <summary>The direction in words.</summary>
    public string DirectionText =>
        Kind.Direction switch
        {
            Direction.Higher => "higher is better",
            Direction.Lower => "lower is better",
            Direction.CloserToReference => "closer to the retrained reference is better",
            _ => "describes, neither way is better",
        };

    /// <summary>The direction as one character.</summary>
    public string DirectionSign =>
        Kind.Direction switch
        {
            Direction.Higher => "↑",
            Direction.Lower => "↓",
            Direction.CloserToReference => "≈",
            _ => "",
        };
}
