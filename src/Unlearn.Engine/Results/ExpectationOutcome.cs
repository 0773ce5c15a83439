using System.Text.Json.Serialization;

namespace Unlearn.Engine.Results;

/// <summary>What became of an expectation on one row.</summary>
/// <param name="Expected">The expectation as written.</param>
/// <param name="Setting">Dataset, model and scenario.</param>
/// <param name="Row">The row's id.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Found">What was found, in words.</param>
/// <param name="MissedBy">By how much a figure misses its bound, in its unit; null for verdicts and where it holds.</param>
public sealed record ExpectationOutcome(
    string Expected,
    string Setting,
    string Row,
    bool Holds,
    string Found,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MissedBy = null
);
