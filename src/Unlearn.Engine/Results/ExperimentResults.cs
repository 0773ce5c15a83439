using System.Text.Json.Serialization;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Results;

/// <summary>
/// The deterministic part of a run, <c>results.json</c>: same manifest and machine type, same bytes, whatever the number of
/// workers. Times and environment are elsewhere.
/// </summary>
public sealed record ExperimentResults
{
    /// <summary>The version of this schema: 2 has a legend, margins and verdicts.</summary>
    public const int CurrentSchema = 2;

    /// <summary>Version of this schema.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The question that it answers.</summary>
    public required string Description { get; init; }

    /// <summary>SHA-256 of the canonical JSON of the typed definition.</summary>
    public required string Definition { get; init; }

    /// <summary>Datasets.</summary>
    public required IReadOnlyList<DatasetSummary> Datasets { get; init; }

    /// <summary>One table for each dataset, model and scenario.</summary>
    public required IReadOnlyList<SettingResult> Settings { get; init; }

    /// <summary>What verdicts call a small difference to retraining.</summary>
    public required VerdictMargins Margins { get; init; }

    /// <summary>What the figures are, in the order in which they first appear.</summary>
    public required IReadOnlyList<LegendEntry> Legend { get; init; }

    /// <summary>What became of the manifest's expectations, in its order; empty where it has none.</summary>
    public IReadOnlyList<ExpectationOutcome> Expectations { get; init; } = [];

    /// <summary>The search for the methods' options; null where nothing was tuned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TuningResult? Tuning { get; init; }

    /// <summary>Single-point gradients spent on what verification alone needed: shadows, references and null models.</summary>
    public required long VerificationGradients { get; init; }

    /// <summary>Models trained for verification alone.</summary>
    public required int VerificationModels { get; init; }

    /// <summary>All trials, setting by setting and row by row.</summary>
    public IEnumerable<TrialResult> Trials() =>
        Settings.SelectMany(static setting => setting.Rows).SelectMany(static row => row.Trials);
}
