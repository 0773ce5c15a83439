using System.Text.Json.Serialization;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Results;

/// <summary>One dataset, model and scenario: a table of the report.</summary>
public sealed record SettingResult
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>What the scenario's options turned out to mean: <c>class 3 of 10: 'cat'</c>; null where nothing needs saying.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ScenarioMeaning { get; init; }

    /// <summary>Training points before forgetting.</summary>
    public required int TrainPoints { get; init; }

    /// <summary>Points to forget (mean over seeds, rounded).</summary>
    public required int ForgetPoints { get; init; }

    /// <summary>Where the points of those who ask lie; null where a request is for single training points.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AskedPoints? AskedPoints { get; init; }

    /// <summary>Test points.</summary>
    public required int TestPoints { get; init; }

    /// <summary>The file that the original model's weights came from; null where it was trained here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OriginalWeights? OriginalWeights { get; init; }

    /// <summary>Rows: original, reference, null, then methods in manifest order.</summary>
    public required IReadOnlyList<RowResult> Rows { get; init; }

    /// <summary>The answer about the original and about every method, in the order of the rows.</summary>
    public required IReadOnlyList<RowVerdict> Verdicts { get; init; }

    /// <summary>Methods against each other, one pair per attack that scores points.</summary>
    public IReadOnlyList<MethodComparison> Comparisons { get; init; } = [];
}
