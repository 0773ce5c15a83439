using System.Reflection;
using Unlearn.Core.Components;
using Unlearn.Core.Options;
using Unlearn.Learning.Data;
using Unlearn.Verification.Attacks;

namespace Unlearn.Tool.Catalog;

/// <summary>Everything that a manifest can name, read from the same records and comments that manifests are checked against.</summary>
internal static class ComponentCatalog
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(DatasetAttribute).Assembly,
        typeof(VerificationAttackAttribute).Assembly,
    ];

    /// <summary>Names and types of all components, without their documentation.</summary>
    public static IEnumerable<(string Name, Type Type)> Types() =>
        from assembly in Assemblies
        from type in assembly.GetExportedTypes()
        let attribute = type.GetCustomAttribute<ComponentAttribute>(inherit: false)
        where attribute is not null
        select (attribute.Name, type);

    /// <summary>All components, by family and name.</summary>
    public static IReadOnlyList<ComponentEntry> Read()
    {
        var entries = new List<ComponentEntry>();
        foreach (Assembly assembly in Assemblies)
        {
            DocumentationFile documentation = DocumentationFile.Of(assembly);
            entries.AddRange(
                from type in assembly.GetExportedTypes()
                let attribute = type.GetCustomAttribute<ComponentAttribute>(inherit: false)
                where attribute is not null
                let family = ComponentFamily.All.FirstOrDefault(family => family.Attribute == attribute.GetType())
                where family is not null
                select new ComponentEntry(
                    family.Key,
                    attribute.Name,
                    documentation.Summary(type),
                    OptionReader.Read(type, documentation)
                )
            );
        }

        return
        [
            .. ComponentFamily.All.SelectMany(family =>
                entries
                    .Where(entry => entry.Family == family.Key)
                    .OrderBy(static entry => entry.Name, StringComparer.Ordinal)
            ),
        ];
    }
}
