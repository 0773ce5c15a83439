using Unlearn.Verification;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Unlearn.Tool.Manifests;

/// <summary>
/// Applies <c>--set path.to.key=value</c> to a manifest's text, so that overrides are typed and checked exactly like YAML.
/// Everything else of the text, comments included, stays as it is.
/// </summary>
internal static class ManifestOverlay
{
    /// <summary>The text with one value replaced or added.</summary>
    /// <param name="text">The manifest; returned unchanged if it is no YAML map, for the compiler to say so.</param>
    /// <param name="assignment">A path of keys (and list positions, from 0) with dots, an equals sign, a YAML value in flow style.</param>
    /// <exception cref="InputException">The assignment cannot be read, or its path leads through a plain value.</exception>
    public static string Apply(string text, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        string[] path = equals > 0 ? assignment[..equals].Trim().Split('.') : [];
        if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
        {
            throw new InputException($"--set {assignment}: write path.to.key=value, for example --set seeds.count=5");
        }

        string value = OverlayValue.Read(assignment, assignment[(equals + 1)..]);
        return YamlText.LoadMap(text) is { } root ? Place(text, root, path, value, assignment) : text;
    }

    private static string Place(string text, YamlMappingNode root, string[] path, string value, string assignment)
    {
        YamlNode at = root;
        for (int depth = 0; depth < path.Length; depth++)
        {
            (YamlNode? key, YamlNode? child) = Child(at, path[depth]);
            string rest = Nest(path[(depth + 1)..], value);
            if (child is null)
            {
                return at is YamlMappingNode map
                    ? Insert(text, map, Nest(path[depth..], value, braces: false))
                    : throw Misled(assignment, path[..depth], path[depth]);
            }

            if (
                child is YamlScalarNode { Start: var start, End: var end }
                && start.Index == end.Index
                && key is not null
            )
            {
                int colon = text.IndexOf(':', (int)key.End.Index);
                return text.Insert(colon + 1, $" {rest}");
            }

            if (depth == path.Length - 1)
            {
                return Replace(text, (int)child.Start.Index, End(text, child), value);
            }

            at = child;
        }

        return text;
    }

    private static (YamlNode? Key, YamlNode? Child) Child(YamlNode at, string name) =>
        at switch
        {
            YamlMappingNode map => map
                .Children.Where(pair => pair.Key is YamlScalarNode key && key.Value == name)
                .Select(static pair => ((YamlNode?)pair.Key, (YamlNode?)pair.Value))
                .FirstOrDefault(),
            YamlSequenceNode list when int.TryParse(name, out int index) && index >= 0 && index < list.Children.Count =>
                (null, list.Children[index]),
            _ => (null, null),
        };

    private static string Insert(string text, YamlMappingNode map, string entry)
    {
        if (map.Children.Count == 0)
        {
            return Replace(text, (int)map.Start.Index, End(text, map), $"{{ {entry} }}");
        }

        Mark first = map.Children.First().Key.Start;
        string separator = map.Style == MappingStyle.Flow ? ", " : $"\n{new string(' ', (int)first.Column - 1)}";
        return text.Insert((int)first.Index, entry + separator);
    }

    /// <summary>Where a node's own text ends; the parser marks only where a collection begins.</summary>
    private static int End(string text, YamlNode node) =>
        node switch
        {
            YamlMappingNode map => End(
                text,
                map,
                map.Style == MappingStyle.Flow ? '}' : null,
                map.Children.LastOrDefault().Value
            ),
            YamlSequenceNode list => End(
                text,
                list,
                list.Style == SequenceStyle.Flow ? ']' : null,
                list.Children.LastOrDefault()
            ),
            _ => (int)node.End.Index,
        };

    private static int End(string text, YamlNode collection, char? bracket, YamlNode? last)
    {
        int at = last is null ? (int)collection.Start.Index + 1 : End(text, last);
        while (bracket is { } closing && at < text.Length && text[at++] != closing)
        {
            // Behind the last entry stand only a comma, blanks and comments.
            if (text[at - 1] == '#')
            {
                at = text.IndexOf('\n', at);
            }
        }

        return at;
    }

    private static string Nest(string[] path, string value, bool braces = true)
    {
        string nested = path.Reverse().Aggregate(value, static (inner, key) => $"{{ {key}: {inner} }}");
        return braces || path.Length == 0 ? nested : nested[2..^2];
    }

    private static string Replace(string text, int start, int end, string value) =>
        string.Concat(text.AsSpan(0, start), value, text.AsSpan(end));

    private static InputException Misled(string assignment, string[] parent, string key) =>
        new($"--set {assignment}: '{string.Join('.', parent)}' is no map, so it has no '{key}'");
}
