using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Unlearn.Tool.Manifests;

/// <summary>
/// Loads YAML as a tree, for changing and completing it. What the compiler refuses anyway is not loaded: nesting so deep that walking it would
/// exhaust the stack, and aliases, which can make a tree contain itself.
/// </summary>
internal static class YamlText
{
    private const int Deepest = 64;

    /// <summary>The documents, or null where the text is no YAML that manifests support.</summary>
    /// <exception cref="YamlException">The text is no YAML; the message has the parser's words.</exception>
    public static IList<YamlDocument>? Load(string text)
    {
        var parser = new Parser(new StringReader(text));
        for (int depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
        {
            if (depth > Deepest || parser.Current is AnchorAlias)
            {
                return null;
            }
        }

        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents;
    }

    /// <summary>The map that the text is, or null where it is anything else.</summary>
    public static YamlMappingNode? LoadMap(string text)
    {
        try
        {
            return Load(text) is [{ RootNode: YamlMappingNode root }] ? root : null;
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException)
        {
            return null;
        }
    }
}
