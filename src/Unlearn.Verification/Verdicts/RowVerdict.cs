using System.Text.Json.Serialization;

namespace Unlearn.Verification.Verdicts;

/// <summary>The answer about one row of a setting.</summary>
public sealed record RowVerdict
{
    /// <summary>The row's id.</summary>
    public required string Row { get; init; }

    /// <summary>The answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in a sentence or two.</summary>
    public required string Sentence { get; init; }

    /// <summary>The largest difference that stays possible, in the figure named by the sentence; null where none is claimed.</summary>
    public double? Bound { get; init; }

    /// <summary>What would decide; null where it is decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WouldDecide { get; init; }

    /// <summary>All evidence, the worst first.</summary>
    public required IReadOnlyList<Judgement> Evidence { get; init; }

    /// <summary>The answer in a word or two.</summary>
    [JsonIgnore]
    public string Label => VerdictText.Label(Verdict);
}
