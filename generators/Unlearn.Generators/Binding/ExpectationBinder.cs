using System.Globalization;
using Unlearn.Core.Names;
using Unlearn.Engine.Definition.Expectations;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Reads expectations, checks the rows and attacks that they name, and hands them over with their place.</summary>
internal static class ExpectationBinder
{
    private const string MethodsProperty = "Methods";
    private const string AttacksProperty = "Attacks";

    public static BoundList? Bind(
        BindingContext context,
        PropertyModel property,
        ExpectationsModel expectations,
        YamlEntry entry
    )
    {
        if (entry.Value is not YamlMapping map)
        {
            ValueBinder.WrongType(context, property, expectations, entry.Value, entry.ValueSpan);
            return null;
        }

        List<BoundValue> items = [];
        foreach (YamlEntry line in map.Entries)
        {
            if (line.Value is not YamlScalar { IsNull: false } value)
            {
                context.Report(
                    DiagnosticDescriptors.BadExpectation,
                    line.Key.Span,
                    Display.Text(line.Key.Text),
                    "give a verdict, or a comparison that begins with '<=' or '>='"
                );
                continue;
            }

            try
            {
                context.Claims.Add(new(line, ClaimParser.Parse(line.Key.Text, value.Text, [.. expectations.Verdicts])));
            }
            catch (ClaimException wrong)
            {
                context.Report(
                    DiagnosticDescriptors.BadExpectation,
                    wrong.InValue ? value.Span : line.Key.Span,
                    Display.Text(line.Key.Text),
                    Display.Sentence(wrong.Message)
                );
                continue;
            }

            string at = (line.Key.Span.StartLine + 1).ToString(CultureInfo.InvariantCulture);
            items.Add(
                new BoundLiteral(
                    $"new {expectations.TypeName}({CSharpLiteral.Text(line.Key.Text)}, {CSharpLiteral.Text(value.Text)}) {{ File = {CSharpLiteral.Text(context.FileName)}, Line = {at} }}"
                )
            );
        }

        return new(items.ToEquatableArray());
    }

    /// <summary>Every expectation names a row and an attack of the manifest.</summary>
    public static void CheckNames(BindingContext context, YamlMapping manifest)
    {
        string[] methods = [.. Keys(context, manifest, MethodsProperty)];
        string[] attacks = [.. Keys(context, manifest, AttacksProperty)];
        foreach (ClaimUse use in context.Claims)
        {
            string rows = use.Node.Rows;
            if (!RowNames.All.Contains(rows) && !methods.Any(method => IsOf(rows, method)))
            {
                Report(
                    context,
                    use,
                    $"no method is called '{rows}'{NearestName.Hint(rows, methods.Concat(RowNames.All))}"
                );
            }
            else if (use.Node.Attack is { } attack && !attacks.Contains(attack))
            {
                Report(context, use, $"no attack is called '{attack}'{NearestName.Hint(attack, attacks)}");
            }
        }
    }

    // Rows of a method carry its name, and behind it a number of shards or the options of a sweep.
    private static bool IsOf(string rows, string method) =>
        rows.IndexOf('*') is var star and >= 0
            ? method.StartsWith(rows.Substring(0, Math.Min(star, method.Length)), StringComparison.Ordinal)
                || rows.StartsWith(method, StringComparison.Ordinal)
            : rows == method
                || rows.StartsWith(method + "-", StringComparison.Ordinal)
                || rows.StartsWith(method + "[", StringComparison.Ordinal);

    private static IEnumerable<string> Keys(BindingContext context, YamlMapping manifest, string property)
    {
        string key = context.Model.Root.KeyOf(property);
        return manifest.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value is YamlMapping map
            ? map.Entries.Select(static entry => entry.Key.Text)
            : [];
    }

    private static void Report(BindingContext context, ClaimUse use, string message) =>
        context.Report(
            DiagnosticDescriptors.BadExpectation,
            use.Entry.Key.Span,
            Display.Text(use.Entry.Key.Text),
            Display.Sentence(message)
        );
}
