namespace Unlearn.Reporting.Certificates;

/// <summary>What measurements say about an answer.</summary>
public sealed record CertifiedMeasurement
{
    /// <summary>The verdict in a word or two; null where the row has none.</summary>
    public required string? Verdict { get; init; }

    /// <summary>Why.</summary>
    public required string Sentence { get; init; }

    /// <summary>The largest difference that stays possible, in the figure that the sentence names; null where none is claimed.</summary>
    public double? Bound { get; init; }

    /// <summary>What would decide; null where it is decided.</summary>
    public string? WouldDecide { get; init; }

    /// <summary>Seeds over which figures are averaged.</summary>
    public required int Seeds { get; init; }

    /// <summary>Attacks that were tried, by their names for people.</summary>
    public required IReadOnlyList<string> Attacks { get; init; }

    /// <summary>Figures, the most telling first.</summary>
    public required IReadOnlyList<CertifiedFigure> Figures { get; init; }

    /// <summary>How verdicts are reached and how far they carry.</summary>
    public required string Rule { get; init; }
}
