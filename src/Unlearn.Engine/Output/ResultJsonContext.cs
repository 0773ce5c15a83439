using System.Text.Json.Serialization;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Output;

[JsonSerializable(typeof(ExperimentResults))]
[JsonSerializable(typeof(RunTimings))]
[JsonSerializable(typeof(RunCurves))]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(IReadOnlyList<Figure>))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
