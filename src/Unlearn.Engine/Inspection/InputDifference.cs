using System.Text.Json;

namespace Unlearn.Engine.Inspection;

/// <summary>One input in which two results differ.</summary>
/// <param name="Path">Where it stands: <c>training.learningRate</c>.</param>
/// <param name="Before">Its value there, as JSON; empty where it was absent.</param>
/// <param name="After">Its value here, as JSON; empty where it is absent.</param>
public sealed record InputDifference(string Path, string Before, string After)
{
    /// <summary>The differences between two canonical JSON texts, in the order of their paths.</summary>
    public static IReadOnlyList<InputDifference> Between(string before, string after) =>
        Between(Flatten(before), Flatten(after));

    /// <summary>The differences between two flattened texts.</summary>
    public static IReadOnlyList<InputDifference> Between(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        [
            .. before
                .Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(path => new InputDifference(
                    path,
                    before.GetValueOrDefault(path, ""),
                    after.GetValueOrDefault(path, "")
                ))
                .Where(static difference => difference.Before != difference.After),
        ];

    /// <summary>Every leaf of a JSON text by its path.</summary>
    public static IReadOnlyDictionary<string, string> Flatten(string json)
    {
        using var document = JsonDocument.Parse(json);
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Visit(document.RootElement, "");
        return leaves;

        void Visit(JsonElement element, string path)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty property in element.EnumerateObject())
                    {
                        Visit(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
                    }

                    break;
                case JsonValueKind.Array:
                    int index = 0;
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        Visit(item, $"{path}[{index++}]");
                    }

                    break;
                default:
                    leaves[path] = element.GetRawText();
                    break;
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() =>
        Before.Length == 0 ? $"{Path} {After} is new"
        : After.Length == 0 ? $"{Path} {Before} is gone"
        : $"{Path} {Before} -> {After}";
}
