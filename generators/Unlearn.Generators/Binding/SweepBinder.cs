using System.Globalization;
using System.Text;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Binds a list where one value is expected: an axis of the entry's sweep.</summary>
internal static class SweepBinder
{
    public static BoundAxis? Bind(
        BindingContext context,
        PropertyModel property,
        YamlSequence items,
        string path,
        SweepAxes axes
    )
    {
        string option = path + property.Key;
        if (items.Items.Count == 0)
        {
            context.Report(DiagnosticDescriptors.WrongCount, items.Span, option, "at least 1 value to sweep", "0");
            return null;
        }

        if (items.Items.Count > SweepAxes.MostCombinations)
        {
            string limit = SweepAxes.MostCombinations.ToString(CultureInfo.InvariantCulture);
            context.Report(DiagnosticDescriptors.TooManyCombinations, items.Span, option, limit);
            return null;
        }

        List<BoundValue> values = [];
        HashSet<BoundValue> seen = [];
        List<string> texts = [];
        foreach (YamlNode item in items.Items)
        {
            BoundValue? value = property.Value is ListModel list
                ? ValueBinder.BindItems(context, property, list, item, item.Span)
                : ScalarBinder.Bind(context, property, property.Value, item, item.Span);
            if (value is null)
            {
                continue;
            }

            string text = Text(item);
            if (!seen.Add(value))
            {
                context.Report(DiagnosticDescriptors.DuplicateSweepValue, item.Span, option, Display.Quote(text));
                continue;
            }

            values.Add(value);
            texts.Add(text);
        }

        // A broken axis has been reported; it must not be expanded.
        return values.Count == items.Items.Count
            ? axes.Add(new(option, values.ToEquatableArray(), texts.ToEquatableArray()))
            : null;
    }

    private static string Text(YamlNode node)
    {
        if (node is not YamlSequence list)
        {
            return (node as YamlScalar)?.Text ?? "";
        }

        return new StringBuilder("[").Append(string.Join(" ", list.Items.Select(Text))).Append(']').ToString();
    }
}
