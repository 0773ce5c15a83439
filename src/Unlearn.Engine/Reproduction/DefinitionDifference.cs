using System.Text.RegularExpressions;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Formats.Json;

namespace Unlearn.Engine.Reproduction;

/// <summary>In what two definitions differ, under the names that manifests use.</summary>
internal static partial class DefinitionDifference
{
    /// <summary>The differences, such as <c>methods.gradient-ascent.steps 3 -> 4</c>, in the order of their paths; reports decide no number and do not count.</summary>
    public static IReadOnlyList<InputDifference> Between(ExperimentDefinition before, ExperimentDefinition after) =>
        InputDifference.Between(Leaves(before), Leaves(after));

    private static Dictionary<string, string> Leaves(ExperimentDefinition definition)
    {
        IReadOnlyDictionary<string, string> leaves = InputDifference.Flatten(
            CanonicalJson.Of(definition with { Report = new ReportOptions() })
        );
        return leaves
            .Where(static leaf => !NamePattern().IsMatch(leaf.Key))
            .ToDictionary(leaf => Named(leaf.Key, leaves), static leaf => leaf.Value, StringComparer.Ordinal);
    }

    // Entries of a map are a list here; their place in it says nothing.
    private static string Named(string path, IReadOnlyDictionary<string, string> leaves)
    {
        string manifest = path.Replace(".options.", ".", StringComparison.Ordinal);
        if (
            EntryPattern().Match(path) is not { Success: true } entry
            || !leaves.TryGetValue($"{entry.Groups["entry"]}.name", out string? name)
        )
        {
            return manifest;
        }

        string[] sweep =
        [
            .. leaves
                .Where(leaf => leaf.Key.StartsWith($"{entry.Groups["entry"]}.sweep[", StringComparison.Ordinal))
                .Select(static leaf => leaf.Value.Trim('"')),
        ];
        string id = name.Trim('"') + (sweep.Length == 0 ? "" : $"[{string.Join(',', sweep)}]");
        string rest = manifest[entry.Groups["entry"].Length..].Replace(".value.", ".", StringComparison.Ordinal);
        return $"{entry.Groups["list"]}.{id}{rest}";
    }

    [GeneratedRegex(@"^(?<entry>(?<list>\w+)\[\d+\])\.")]
    private static partial Regex EntryPattern();

    [GeneratedRegex(@"^\w+\[\d+\]\.(name|sweep\[\d+\])$")]
    private static partial Regex NamePattern();
}
