using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>The search for one method's options in one setting.</summary>
public sealed record TunedMethodResult
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The row's id.</summary>
    public required string Row { get; init; }

    /// <summary>The searched options, each with its space in words.</summary>
    public required IReadOnlyDictionary<string, string> Space { get; init; }

    /// <summary>Index of the chosen candidate; 0 keeps the options as written and the defaults.</summary>
    public required int Chosen { get; init; }

    /// <summary>Every candidate; the first has the options as written and the defaults.</summary>
    public required IReadOnlyList<CandidateResult> Candidates { get; init; }

    /// <summary>The unit of each gap: what another seed of retraining does to the figure.</summary>
    public required IReadOnlyDictionary<string, double> Spreads { get; init; }

    /// <summary>The objective of retraining with another seed: what no method can be expected to fall below.</summary>
    public required Figure Yardstick { get; init; }

    /// <summary>The objective of the model before the request: what doing nothing scores; null where that model failed.</summary>
    public Figure? Unmoved { get; init; }

    /// <summary>Index of the candidate that each other objective would have chosen.</summary>
    public IReadOnlyDictionary<string, int> OtherChoices { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether the chosen candidate is closer to retraining than the model before the request.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Helped => Best.Objective is { } best && (Unmoved is null || best.Value < Unmoved.Value);

    /// <summary>The chosen candidate.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public CandidateResult Best => Candidates[Chosen];
}
