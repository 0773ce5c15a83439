using Unlearn.Core.Names;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Binds a component: <c>{ type: mlp, hidden: [128] }</c>, or just <c>mlp</c>.</summary>
internal static class ComponentBinder
{
    /// <summary>An option that is one component; it must say its type.</summary>
    public static BoundObject? BindSingle(BindingContext context, string family, YamlEntry entry, Place place) =>
        Bind(
            context,
            family,
            entry.Key.Text,
            entry.Key.Span,
            entry.Value,
            typeByDefault: null,
            place.Path + entry.Key.Text + ".",
            place.Axes
        );

    /// <summary>An item of a list of components.</summary>
    public static BoundObject? BindItem(BindingContext context, string family, string key, YamlNode node) =>
        Bind(context, family, key, node.Span, node, typeByDefault: null, path: "", axes: null);

    /// <summary>An entry of a named map; its name is the type unless it says another.</summary>
    public static BoundObject? BindNamed(BindingContext context, string family, YamlEntry entry, SweepAxes axes) =>
        Bind(context, family, entry.Key.Text, entry.Key.Span, entry.Value, entry.Key, path: "", axes);

    private static BoundObject? Bind(
        BindingContext context,
        string family,
        string key,
        YamlSpan keySpan,
        YamlNode node,
        YamlScalar? typeByDefault,
        string path,
        SweepAxes? axes
    )
    {
        YamlNode? type;
        IEnumerable<YamlEntry> options = [];
        switch (node)
        {
            case YamlMapping map:
                type =
                    map.Entries.FirstOrDefault(static entry => entry.Key.Text == ManifestFile.TypeKey)?.Value
                    ?? typeByDefault;
                options = map.Entries.Where(static entry => entry.Key.Text != ManifestFile.TypeKey);
                break;
            case YamlScalar { IsNull: true }:
                type = typeByDefault;
                break;
            case YamlScalar:
                type = node;
                break;
            default:
                WrongType(context, family, key, node, node.Span);
                return null;
        }

        if (type is null)
        {
            string needs = $"'{ManifestFile.TypeKey}'{NearestName.HintWithAll("", Names(context.Model, family))}";
            context.Report(DiagnosticDescriptors.Missing, keySpan, Display.Quote(key), needs);
            context.HasUnknownComponent = true;
            return null;
        }

        if (type is not YamlScalar { IsNull: false } name)
        {
            WrongType(context, family, key, type, type is YamlScalar ? keySpan : type.Span);
            return null;
        }

        if (Find(context, family, name, isDefault: ReferenceEquals(name, typeByDefault)) is not { } component)
        {
            context.HasUnknownComponent = true;
            return null;
        }

        context.Components.Add(new(component, key, keySpan, node));
        string owner = key == component.Name ? $"'{component.Name}'" : $"{Display.Quote(key)} ({component.Name})";
        return RecordBinder.Bind(context, component.Record, options, new(owner, keySpan, path, axes));
    }

    private static ComponentModel? Find(BindingContext context, string family, YamlScalar name, bool isDefault)
    {
        ComponentModel[] found =
        [
            .. context.Model.ComponentsOf(family).Where(component => component.Name == name.Text),
        ];
        string kind = context.Model.KindOf(family);
        if (found.Length == 1)
        {
            return found[0];
        }

        if (found.Length == 0)
        {
            string hint = NearestName.HintWithAll(name.Text, Names(context.Model, family));
            string own = isDefault ? $" (an entry with a name of its own needs '{ManifestFile.TypeKey}')" : "";
            context.Report(
                DiagnosticDescriptors.UnknownComponent,
                name.Span,
                kind,
                Display.Text(name.Text),
                hint + own
            );
            return null;
        }

        string types = string.Join(", ", found.Select(static component => component.Record.TypeName));
        context.Report(DiagnosticDescriptors.AmbiguousComponent, name.Span, kind, name.Text, types);
        return null;
    }

    private static void WrongType(BindingContext context, string family, string key, YamlNode node, YamlSpan span)
    {
        context.HasUnknownComponent = true;
        if (node is not YamlUnreadable)
        {
            string expected = Describe.Expected(new FamilyReference(family), context.Model);
            context.Report(DiagnosticDescriptors.WrongType, span, Display.Quote(key), expected, Describe.Node(node));
        }
    }

    private static IEnumerable<string> Names(ManifestModel model, string family) =>
        model.ComponentsOf(family).Select(static component => component.Name).Distinct();
}
