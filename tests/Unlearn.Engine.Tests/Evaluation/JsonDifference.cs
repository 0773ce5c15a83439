using System.Text.Json.Nodes;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>
/// The first places at which two JSON documents differ. Numbers are the same within 1e-4 of their size, since processors round trainings in float32
/// differently.
/// </summary>
internal static class JsonDifference
{
    private const double Tolerance = 1e-4;

    /// <summary>One line for each difference: where, what was expected and what was found.</summary>
    public static IEnumerable<string> Between(JsonNode? expected, JsonNode? found, string place = "$") =>
        (expected, found) switch
        {
            (JsonObject left, JsonObject right) => left.Select(static pair => pair.Key)
                .Union(right.Select(static pair => pair.Key))
                .SelectMany(key => Between(left[key], right[key], $"{place}.{key}")),
            (JsonArray left, JsonArray right) when left.Count == right.Count => left.Zip(right)
                .SelectMany((pair, at) => Between(pair.First, pair.Second, $"{place}[{at}]")),
            (JsonArray left, JsonArray right) => [$"{place}: {left.Count} entries, not {right.Count}"],
            _ => Same(expected, found) ? [] : [$"{place}: {Text(expected)}, not {Text(found)}"],
        };

    private static bool Same(JsonNode? expected, JsonNode? found) =>
        expected is JsonValue left
        && found is JsonValue right
        && left.TryGetValue(out double one)
        && right.TryGetValue(out double other)
            ? Math.Abs(one - other) <= Tolerance * Math.Max(1e-3, Math.Abs(one))
            : JsonNode.DeepEquals(expected, found);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
