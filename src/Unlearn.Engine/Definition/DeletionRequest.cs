using System.ComponentModel.DataAnnotations;

namespace Unlearn.Engine.Definition;

/// <summary>The deletion request that an experiment answers, as it stands in the books of whoever is responsible for the data.</summary>
public sealed record DeletionRequest
{
    private const string Day = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    /// <summary>What the request is called there: a number of a case, say.</summary>
    public required string Id { get; init; }

    /// <summary>Who asked, as it may stand in a certificate. Default empty: not said.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>The day on which the request came, as 2026-11-30.</summary>
    [RegularExpression(Day)]
    public string? Received { get; init; }

    /// <summary>
    /// The day by which the model is to be trained again from the start, as 2027-01-31, whatever verdicts say: answers that edit weights add up.
    /// </summary>
    [RegularExpression(Day)]
    public string? RetrainBy { get; init; }
}
