using System.Text.Json.Serialization;
using Unlearn.Engine.Cluster;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Slurm;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Output;

/// <summary>
/// How results, timings, events and stored figures look in JSON: camelCase, enums in kebab-case, non-finite
/// numbers as strings, line feeds; the same bytes for the same values on every machine.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    Converters = [
        typeof(KebabEnumConverter<RowRole>),
        typeof(KebabEnumConverter<TrialStatus>),
        typeof(KebabEnumConverter<TaskState>),
        typeof(KebabEnumConverter<Direction>),
        typeof(KebabEnumConverter<Reading>),
        typeof(KebabEnumConverter<MarginKind>),
        typeof(KebabEnumConverter<Verdict>),
        typeof(KebabEnumConverter<Finding>),
        typeof(KebabEnumConverter<FigureScale>),
    ]
)]
[JsonSerializable(typeof(ExperimentResults))]
[JsonSerializable(typeof(RunTimings))]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(MeasureResult))]
[JsonSerializable(typeof(TaskFailure))]
[JsonSerializable(typeof(ManifestLock))]
[JsonSerializable(typeof(PlanDescription))]
[JsonSerializable(typeof(RunStatus))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunComparison))]
[JsonSerializable(typeof(CacheEntry))]
[JsonSerializable(typeof(ClusterRun))]
[JsonSerializable(typeof(ClusterPlan))]
[JsonSerializable(typeof(SlurmSubmission))]
[JsonSerializable(typeof(IReadOnlyList<Figure>))]
[JsonSerializable(typeof(IReadOnlyList<ResultDifference>))]
[JsonSerializable(typeof(IReadOnlyList<RunSummary>))]
[JsonSerializable(typeof(IReadOnlyList<CacheEntry>))]
internal sealed partial class EngineJson : JsonSerializerContext;
