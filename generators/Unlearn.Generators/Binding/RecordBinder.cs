using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Binds a map of options to a record.</summary>
internal static class RecordBinder
{
    // Sums of decimal fractions such as 0.7 + 0.2 + 0.1 miss the limit by rounding alone.
    private const double Rounding = 1e-9;

    /// <summary>The record with the options that could be bound; mistakes are in the context.</summary>
    public static BoundObject Bind(
        BindingContext context,
        RecordModel record,
        IEnumerable<YamlEntry> entries,
        Place place
    )
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        Dictionary<string, YamlEntry> given = new(StringComparer.Ordinal);
        List<BoundOption> options = [];
        foreach (YamlEntry entry in entries)
        {
            if (record.Find(entry.Key.Text) is not { } property)
            {
                ReportUnknown(context, record, entry, place);
                continue;
            }

            given.Add(property.Name, entry);
            if (property.Rules.UsedBy.Count > 0)
            {
                context.ConditionalOptions.Add((property, entry.Key.Span));
            }

            if (ValueBinder.Bind(context, property, entry, place) is { } value)
            {
                options.Add(new(property.Name, value));
            }
        }

        ReportMissing(context, record, given, place);
        CheckChoices(context, record, given, place);
        CheckSum(context, record, given, options, place);
        return new(record.TypeName, options.ToEquatableArray());
    }

    private static void ReportUnknown(BindingContext context, RecordModel record, YamlEntry entry, Place place)
    {
        string key = entry.Key.Text;
        string hint = Inside(context, record, key) is { } inner
            ? $"; '{inner}' has one: write {inner}: {{ {key}: ... }}"
            : NearestName.Hint(key, record.Properties.Select(static property => property.Key));
        context.Report(DiagnosticDescriptors.UnknownKey, entry.Key.Span, place.Owner, Display.Text(key), hint);
    }

    /// <summary>The group of options of this record that has such an option, or null.</summary>
    private static string? Inside(BindingContext context, RecordModel record, string key) =>
        record
            .Properties.FirstOrDefault(property =>
                property.Value is RecordReference group
                && context.Model.RecordOf(group.TypeName).Properties.Any(option => option.Key == key)
            )
            ?.Key;

    private static void ReportMissing(
        BindingContext context,
        RecordModel record,
        Dictionary<string, YamlEntry> given,
        Place place
    )
    {
        foreach (PropertyModel property in record.Properties)
        {
            if (property.IsRequired && !given.ContainsKey(property.Name))
            {
                context.Report(DiagnosticDescriptors.Missing, place.OwnerSpan, place.Owner, $"'{property.Key}'");
            }
        }
    }

    private static void CheckChoices(
        BindingContext context,
        RecordModel record,
        Dictionary<string, YamlEntry> given,
        Place place
    )
    {
        foreach (ChoiceModel choice in record.Choices)
        {
            string[] chosen = [.. choice.Options.Where(given.ContainsKey).OrderBy(name => given[name].Key.Span.Start)];
            if (chosen.Length == 0 && !choice.IsOptional)
            {
                string keys = "one of " + Describe.Quoted(choice.Options.Select(record.KeyOf));
                context.Report(DiagnosticDescriptors.Missing, place.OwnerSpan, place.Owner, keys);
            }

            foreach (string extra in chosen.Skip(1))
            {
                YamlEntry entry = given[extra];
                string first = $"'{given[chosen[0]].Key.Text}'";
                context.Report(DiagnosticDescriptors.Conflict, entry.Key.Span, entry.Key.Text, first);
            }
        }
    }

    private static void CheckSum(
        BindingContext context,
        RecordModel record,
        Dictionary<string, YamlEntry> given,
        List<BoundOption> options,
        Place place
    )
    {
        if (record.Sum is not { } sum || !sum.Options.Any(given.ContainsKey))
        {
            return;
        }

        double total = sum.Options.Sum(name =>
            Addend(record, options, name, given.ContainsKey(name), sum.Limit, place)
        );
        if (total > sum.Limit + Rounding)
        {
            YamlEntry last = sum
                .Options.Where(given.ContainsKey)
                .Select(name => given[name])
                .OrderBy(static entry => entry.Key.Span.Start)
                .Last();
            context.Report(
                DiagnosticDescriptors.SumTooLarge,
                last.Key.Span,
                Describe.Quoted(sum.Options.Select(record.KeyOf)),
                Display.Number(sum.Limit),
                Display.Number(Math.Round(total, 9))
            );
        }
    }

    // All combinations of a sweep occur, so the largest value of each axis decides.
    private static double Addend(
        RecordModel record,
        List<BoundOption> options,
        string name,
        bool isGiven,
        double limit,
        Place place
    )
    {
        BoundValue? value = options.FirstOrDefault(option => option.Property == name)?.Value;
        IEnumerable<double> numbers = value switch
        {
            BoundLiteral { Number: { } number } => [number],
            BoundAxis axis => place
                .Axes!.All[axis.Index]
                .Values.OfType<BoundLiteral>()
                .Select(static item => item.Number ?? 0),
            null when !isGiven => DefaultOf(record, name),
            _ => [],
        };
        return numbers.Where(number => number <= limit).DefaultIfEmpty(0).Max();
    }

    private static IEnumerable<double> DefaultOf(RecordModel record, string name) =>
        record.Properties.FirstOrDefault(property => property.Name == name)?.Rules.Default is { } text
        && CoreSchema.ReadNumber(new(text, IsPlain: true, default)) is { } number
            ? [number]
            : [];
}
