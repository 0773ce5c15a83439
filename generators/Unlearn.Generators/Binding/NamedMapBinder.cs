using System.Globalization;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Binds a map of names to components and expands the sweeps of its entries.</summary>
internal static class NamedMapBinder
{
    private const int LongestName = 100;

    public static BoundList? Bind(BindingContext context, PropertyModel property, NamedMapModel map, YamlEntry entry)
    {
        EquatableArray<YamlEntry> entries;
        switch (entry.Value)
        {
            case YamlMapping mapping:
                entries = mapping.Entries;
                break;
            case YamlScalar { IsNull: true }:
                entries = [];
                break;
            default:
                context.HasUnknownComponent = true;
                ValueBinder.WrongType(context, property, map, entry.Value, entry.ValueSpan);
                return null;
        }

        ValueBinder.CheckCount(context, property, entries.Count, entry.Key.Span);
        List<BoundValue> items = [];
        foreach (YamlEntry named in entries)
        {
            if (!IsName(named.Key.Text))
            {
                context.Report(DiagnosticDescriptors.BadName, named.Key.Span, Display.Quote(named.Key.Text));
            }

            SweepAxes axes = new();
            BoundObject? component = ComponentBinder.BindNamed(context, map.Family, named, axes);
            if (axes.Combinations > SweepAxes.MostCombinations)
            {
                string limit = SweepAxes.MostCombinations.ToString(CultureInfo.InvariantCulture);
                context.Report(
                    DiagnosticDescriptors.TooManyCombinations,
                    named.Key.Span,
                    Display.Text(named.Key.Text),
                    limit
                );
            }
            else if (component is not null)
            {
                items.AddRange(axes.Expand(named.Key.Text, component, SearchBinder.Bind(context, named, component)));
            }
        }

        return new(items.ToEquatableArray());
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && IsLetterOrDigit(name[0])
        && name.All(static c => IsLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsLetterOrDigit(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
