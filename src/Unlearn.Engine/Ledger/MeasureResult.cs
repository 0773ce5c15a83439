using System.Text.Json.Serialization;
using Unlearn.Engine.Results;
using Unlearn.Learning.Landscape;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Ledger;

/// <summary>What an evaluation or an attack found; kept in the store as JSON.</summary>
/// <param name="Figures">The figures, in reporting order.</param>
/// <param name="RequestSeconds">Seconds of one worker that answering the request took; 0 for attacks.</param>
/// <param name="InitialSeconds">Seconds of one worker that training before the request took; 0 for attacks.</param>
public sealed record MeasureResult(IReadOnlyList<Figure> Figures, double RequestSeconds = 0, double InitialSeconds = 0)
{
    /// <summary>
    /// A score attack's scores on the forget set and then on the points that it is compared with, both in ascending order
    /// of ids, so that attacks on two models can be compared point by point; null for everything else.
    /// </summary>
    public double[]? Scores { get; init; }

    /// <summary>What an attack draws of its work; null where it draws nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttackCurve>? Curves { get; init; }

    /// <summary>The loss around a model; null for everything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LossMap? Landscape { get; init; }

    /// <summary>What an attack warns of; null where it warns of nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The answers of a stream of requests, in order; null for everything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestStep>? Steps { get; init; }

    /// <summary>Seconds of one worker for each of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? StepSeconds { get; init; }
}
