using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Binds the value of one option.</summary>
internal static class ValueBinder
{
    /// <summary>The value, or null when it is wrong (and reported) or says nothing.</summary>
    public static BoundValue? Bind(BindingContext context, PropertyModel property, YamlEntry entry, Place place)
    {
        if (entry.Value is YamlUnreadable)
        {
            return null;
        }

        switch (property.Value)
        {
            case ScalarModel or EnumModel or QueryModel:
                return BindOne(context, property, entry, place);
            case ListModel list:
                return BindList(context, property, list, entry, place);
            case RecordReference record:
                return BindRecord(context, property, record, entry, place);
            case FamilyReference family:
                return ComponentBinder.BindSingle(context, family.Family, entry, place);
            case NamedMapModel map:
                return NamedMapBinder.Bind(context, property, map, entry);
            case ExpectationsModel expectations:
                return ExpectationBinder.Bind(context, property, expectations, entry);
            default:
                string type = ((UnsupportedModel)property.Value).TypeName;
                context.Report(DiagnosticDescriptors.NotWritable, entry.Key.Span, property.Key, place.Owner, type);
                return null;
        }
    }

    private static BoundValue? BindOne(BindingContext context, PropertyModel property, YamlEntry entry, Place place)
    {
        if (entry.Value is YamlSequence items)
        {
            if (place.Axes is { } axes)
            {
                return SweepBinder.Bind(context, property, items, place.Path, axes);
            }

            string maps = Describe.Quoted(NamedMaps(context.Model));
            context.Report(DiagnosticDescriptors.MisplacedSweep, items.Span, property.Key, maps);
            return null;
        }

        return ScalarBinder.Bind(context, property, property.Value, entry.Value, entry.ValueSpan);
    }

    private static BoundValue? BindList(
        BindingContext context,
        PropertyModel property,
        ListModel list,
        YamlEntry entry,
        Place place
    )
    {
        if (
            entry.Value is YamlSequence { Items.Count: > 0 } lists
            && place.Axes is { } axes
            && list.Item is not ListModel
            && lists.Items.All(static item => item is YamlSequence)
        )
        {
            return SweepBinder.Bind(context, property, lists, place.Path, axes);
        }

        return BindItems(context, property, list, entry.Value, entry.ValueSpan);
    }

    /// <summary>Binds a list that is no sweep.</summary>
    public static BoundList? BindItems(
        BindingContext context,
        PropertyModel property,
        ListModel list,
        YamlNode node,
        YamlSpan span
    )
    {
        if (node is not YamlSequence sequence)
        {
            WrongType(context, property, list, node, span);
            return null;
        }

        CheckCount(context, property, sequence.Items.Count, span);
        List<BoundValue> items = [];
        foreach (YamlNode item in sequence.Items)
        {
            BoundValue? value = list.Item switch
            {
                ScalarModel or EnumModel => ScalarBinder.Bind(context, property, list.Item, item, item.Span),
                RecordReference record when item is YamlMapping map => RecordBinder.Bind(
                    context,
                    context.Model.RecordOf(record.TypeName),
                    map.Entries,
                    new($"An item of '{property.Key}'", map.Span, "", Axes: null)
                ) with
                {
                    TypeName = null,
                },
                FamilyReference family => ComponentBinder.BindItem(context, family.Family, property.Key, item),
                _ => null,
            };
            if (value is not null)
            {
                items.Add(value);
            }
            else if (
                list.Item is ListModel
                || (list.Item is RecordReference && item is not (YamlMapping or YamlUnreadable))
            )
            {
                WrongType(context, property, list.Item, item, item.Span);
            }
        }

        return new(items.ToEquatableArray());
    }

    private static BoundObject? BindRecord(
        BindingContext context,
        PropertyModel property,
        RecordReference reference,
        YamlEntry entry,
        Place place
    )
    {
        IEnumerable<YamlEntry> entries;
        switch (entry.Value)
        {
            case YamlMapping map:
                entries = map.Entries;
                break;
            case YamlScalar { IsNull: true }:
                entries = [];
                break;
            default:
                WrongType(context, property, reference, entry.Value, entry.ValueSpan);
                return null;
        }

        RecordModel record = context.Model.RecordOf(reference.TypeName);
        return RecordBinder.Bind(context, record, entries, place.Into(property.Key, entry.Key.Span)) with
        {
            TypeName = null,
        };
    }

    public static void CheckCount(BindingContext context, PropertyModel property, int count, YamlSpan span)
    {
        if (property.Rules.Count is { } rule && (count < rule.Least || count > rule.Most))
        {
            string got = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.Report(DiagnosticDescriptors.WrongCount, span, property.Key, Describe.Count(rule), got);
        }
    }

    public static void WrongType(
        BindingContext context,
        PropertyModel property,
        ValueModel expected,
        YamlNode node,
        YamlSpan span,
        string hint = ""
    )
    {
        if (node is not YamlUnreadable)
        {
            string words = Describe.Expected(expected, context.Model);
            context.Report(
                DiagnosticDescriptors.WrongType,
                span,
                $"'{property.Key}'",
                words,
                Describe.Node(node) + hint
            );
        }
    }

    private static IEnumerable<string> NamedMaps(ManifestModel model) =>
        model.Root.Properties.Where(static option => option.Value is NamedMapModel).Select(static option => option.Key);
}
