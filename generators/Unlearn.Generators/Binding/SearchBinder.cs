using System.Globalization;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Finds the options of an entry that tuning searches: those with a search space that the entry does not give itself.</summary>
internal static class SearchBinder
{
    public static EquatableArray<BoundSearch> Bind(BindingContext context, YamlEntry named, BoundObject component)
    {
        string name = named.Key.Text;
        if (context.Tune is not { } tune || tune.Except.Any(except => except.Text == name))
        {
            return [];
        }

        YamlEntry[] given = named.Value is YamlMapping map ? [.. map.Entries] : [];
        RecordModel record = context.Model.Components.First(item => item.Record.TypeName == component.TypeName).Record;
        List<BoundSearch> search = [];
        foreach (PropertyModel property in record.Properties)
        {
            if (property.Rules.Search is not { } space)
            {
                continue;
            }

            // A method that could be tuned and is given in full is no reason to call tuning useless.
            tune.FindsSomething = true;
            YamlEntry? own = given.FirstOrDefault(entry => entry.Key.Text == property.Key);
            if (own?.Value is YamlSequence axis)
            {
                context.Report(DiagnosticDescriptors.SweptAndTuned, axis.Span, property.Key, Display.Text(name));
            }
            else if (own is null && Fault(property, space) is { } fault)
            {
                context.Report(DiagnosticDescriptors.BadSearchSpace, named.Key.Span, property.Key, name, fault);
            }
            else if (own is null)
            {
                search.Add(new(property.Key, property.Name, space, IsWhole(property), record.TypeName));
            }
        }

        return search.ToEquatableArray();
    }

    private static bool IsWhole(PropertyModel property) =>
        property.Value is ScalarModel { Kind: ScalarKind.Integer or ScalarKind.LongInteger };

    private static string? Fault(PropertyModel property, SearchModel space) =>
        space.Choices.Count > 0 ? ChoiceFault(property, space)
        : property.Value is not ScalarModel { Kind: ScalarKind.Integer or ScalarKind.Number }
            ? "only numbers have a range"
        : !(space.Least < space.Most) ? "its lower end is not below its upper end"
        : space.IsLogarithmic && space.Least <= 0 ? "logarithms need a lower end above 0"
        : property.Rules.Range is { } range && !(range.Holds(space.Least) && range.Holds(space.Most))
            ? $"the option must be {Describe.Range(range)}"
        : null;

    private static string? ChoiceFault(PropertyModel property, SearchModel space)
    {
        bool fits = property.Value switch
        {
            EnumModel choice => space.Choices.All(one =>
                one.Code.StartsWith(choice.TypeName + ".", StringComparison.Ordinal)
            ),
            ScalarModel { Kind: ScalarKind.Boolean } => space.Choices.All(static one => one.Code is "true" or "false"),
            ScalarModel { Kind: ScalarKind.Integer } => space.Choices.All(static one =>
                int.TryParse(one.Code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ),
            ScalarModel { Kind: ScalarKind.Number } => space.Choices.All(static one =>
                double.TryParse(one.Code, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ),
            _ => false,
        };
        return !fits ? "its choices are not of the option's type"
            : space.Choices.Distinct().Count() < Math.Max(2, space.Choices.Count)
                ? "it needs two or more different choices"
            : null;
    }
}
