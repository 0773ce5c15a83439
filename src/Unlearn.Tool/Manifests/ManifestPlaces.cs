using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Unlearn.Tool.Manifests;

/// <summary>Where the keys of a manifest stand.</summary>
internal static class ManifestPlaces
{
    /// <summary>Line and column of the last key of a path that is there, both from 1; the first character where none is.</summary>
    public static (int Line, int Column) Find(string text, params string[] path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            // The compiler has said so already.
            return (1, 1);
        }

        YamlNode? at = stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
        (int, int) place = (1, 1);
        foreach (string key in path)
        {
            if (
                at is not YamlMappingNode map
                || map.FirstOrDefault(entry => entry.Key is YamlScalarNode { Value: var own } && own == key)
                    is not { Key: { } found } entry
            )
            {
                break;
            }

            place = ((int)found.Start.Line, (int)found.Start.Column);
            at = entry.Value;
        }

        return place;
    }
}
