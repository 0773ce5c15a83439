using System.Text.Json.Serialization;

namespace Unlearn.Engine.Results;

/// <summary>Seconds of a run; not part of the deterministic results.</summary>
/// <param name="TotalSeconds">Wall time of the run.</param>
/// <param name="TrialSeconds">
/// For each trial id, seconds of one worker that answering the request took (for a cached trial, when it was computed).
/// </param>
/// <param name="InitialSeconds">For each trial id, seconds of the training before the request.</param>
public sealed record RunTimings(
    double TotalSeconds,
    IReadOnlyDictionary<string, double> TrialSeconds,
    IReadOnlyDictionary<string, double> InitialSeconds
)
{
    /// <summary>
    /// Seconds of one worker that making all models took, whenever that was: a run that finds everything in the store ends at once, and this
    /// says what its results cost. Null in files of versions that did not write it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ModelSeconds { get; init; }

    /// <summary>For each trial of a stream of requests, seconds of one worker for each answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? StepSeconds { get; init; }
}
