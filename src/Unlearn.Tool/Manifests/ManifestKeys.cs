using System.Reflection;
using Unlearn.Core.Names;
using Unlearn.Core.Options;
using Unlearn.Engine.Definition;
using Unlearn.Tool.Catalog;
using YamlDotNet.RepresentationModel;

namespace Unlearn.Tool.Manifests;

/// <summary>The paths that <c>--set</c> takes for a manifest: groups of options, and the options of each component that it names.</summary>
internal static class ManifestKeys
{
    /// <summary>The paths, parts joined by dots.</summary>
    /// <param name="manifest">The manifest's text; where it cannot be read, only what every manifest has.</param>
    public static IEnumerable<string> Of(string manifest)
    {
        foreach (PropertyInfo property in Options(typeof(ExperimentDefinition)))
        {
            string key = OptionReader.Key(property);
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            foreach (
                string path in IsRecord(type)
                    ? Options(type).Select(option => $"{key}.{OptionReader.Key(option)}")
                    : [key]
            )
            {
                yield return path;
            }
        }

        if (YamlText.LoadMap(manifest) is not { } root)
        {
            yield break;
        }

        Dictionary<string, Type> types = ComponentCatalog
            .Types()
            .GroupBy(static component => component.Name)
            .ToDictionary(static same => same.Key, static same => same.First().Type);
        foreach ((YamlNode family, YamlNode entries) in root.Children)
        {
            foreach (string path in Paths(types, $"{family}", entries))
            {
                yield return path;
            }
        }
    }

    private static IEnumerable<string> Paths(Dictionary<string, Type> types, string family, YamlNode entries)
    {
        if (entries is YamlMappingNode single && single.Children.TryGetValue(ManifestFile.TypeKey, out YamlNode? type))
        {
            return OptionsOf(types, $"{type}", family);
        }

        return entries is YamlMappingNode map
            ? map.Children.SelectMany(entry =>
                OptionsOf(
                    types,
                    entry.Value is YamlMappingNode own
                    && own.Children.TryGetValue(ManifestFile.TypeKey, out YamlNode? named)
                        ? $"{named}"
                        : $"{entry.Key}",
                    $"{family}.{entry.Key}"
                )
            )
            : OptionsOf(types, $"{entries}", family);
    }

    private static IEnumerable<string> OptionsOf(Dictionary<string, Type> types, string name, string path) =>
        types.TryGetValue(name, out Type? type)
            ? Options(type).Select(option => $"{path}.{OptionReader.Key(option)}")
            : [];

    private static IEnumerable<PropertyInfo> Options(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.SetMethod is { IsPublic: true });

    /// <summary>Whether it is a group of options, such as those of training.</summary>
    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;
}
