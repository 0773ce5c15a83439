using System.Text.Json;
using Unlearn.Engine.Results;

namespace Unlearn.Engine.Output;

/// <summary>Results as JSON.</summary>
public static class ResultJson
{
    /// <summary>For files that people open: indented.</summary>
    internal static ResultJsonContext Readable { get; } = new(JsonForm.Readable);

    /// <summary>For store entries: without white space.</summary>
    internal static ResultJsonContext Compact { get; } = new(JsonForm.Compact);

    /// <summary>Results as indented JSON: what <c>results.json</c> holds, without its last line feed.</summary>
    public static string Text(ExperimentResults results) =>
        JsonSerializer.Serialize(results, Readable.ExperimentResults);
}
