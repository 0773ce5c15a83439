using System.Globalization;
using System.Text.RegularExpressions;
using Unlearn.Core.Names;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Binds scalars and enum values.</summary>
internal static class ScalarBinder
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <param name="context">Collects mistakes.</param>
    /// <param name="property">The option, for its key and rules.</param>
    /// <param name="expected">The option's type, or that of its items.</param>
    /// <param name="node">What was written.</param>
    /// <param name="span">Where a mistake is shown.</param>
    public static BoundLiteral? Bind(
        BindingContext context,
        PropertyModel property,
        ValueModel expected,
        YamlNode node,
        YamlSpan span
    )
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            ValueBinder.WrongType(context, property, expected, node, span);
            return null;
        }

        return expected switch
        {
            EnumModel choice => BindEnum(context, property, choice, scalar),
            QueryModel query => QueryBinder.Bind(context, property, query, scalar),
            ScalarModel { Kind: ScalarKind.Text } => BindText(context, property, scalar),
            ScalarModel { Kind: ScalarKind.Number } => BindNumber(context, property, expected, scalar),
            ScalarModel { Kind: ScalarKind.Boolean } => BindBoolean(context, property, expected, scalar),
            ScalarModel { Kind: ScalarKind.Integer } => BindInteger(
                context,
                property,
                expected,
                scalar,
                int.MinValue,
                int.MaxValue
            ),
            _ => BindInteger(context, property, expected, scalar, long.MinValue, long.MaxValue),
        };
    }

    private static BoundLiteral? BindEnum(
        BindingContext context,
        PropertyModel property,
        EnumModel choice,
        YamlScalar scalar
    )
    {
        if (choice.Members.FirstOrDefault(member => member.Key == scalar.Text) is { } found)
        {
            context.Values.Add(new(property.Key, scalar.Span, found));
            return new($"{choice.TypeName}.{CSharpLiteral.Identifier(found.Field)}");
        }

        string hint = NearestName.HintWithAll(scalar.Text, choice.Members.Select(static member => member.Key));
        context.Report(DiagnosticDescriptors.UnknownValue, scalar.Span, property.Key, Display.Text(scalar.Text), hint);
        return null;
    }

    private static BoundLiteral? BindText(BindingContext context, PropertyModel property, YamlScalar scalar)
    {
        if (property.Rules.Pattern is { } pattern && !MatchesWhole(pattern, scalar.Text))
        {
            string got = Display.Quote(scalar.Text);
            context.Report(DiagnosticDescriptors.BadText, scalar.Span, property.Key, pattern, got);
            return null;
        }

        return new(CSharpLiteral.Text(scalar.Text));
    }

    private static bool MatchesWhole(string pattern, string text)
    {
        try
        {
            Match match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
            return match.Success && match.Index == 0 && match.Length == text.Length;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static BoundLiteral? BindBoolean(
        BindingContext context,
        PropertyModel property,
        ValueModel expected,
        YamlScalar scalar
    )
    {
        if (CoreSchema.ReadBoolean(scalar) is { } truth)
        {
            return new(truth ? "true" : "false");
        }

        ValueBinder.WrongType(context, property, expected, scalar, scalar.Span);
        return null;
    }

    private static BoundLiteral? BindInteger(
        BindingContext context,
        PropertyModel property,
        ValueModel expected,
        YamlScalar scalar,
        long least,
        long most
    )
    {
        if (CoreSchema.ReadInteger(scalar) is not { } number)
        {
            ValueBinder.WrongType(context, property, expected, scalar, scalar.Span);
            return null;
        }

        RangeModel range = property.Rules.Range ?? new(least, most, LeastIsExclusive: false, MostIsExclusive: false);
        if (number < least || number > most || !range.Holds((double)number))
        {
            OutOfRange(context, property, range, scalar);
            return null;
        }

        return new(number.ToString(CultureInfo.InvariantCulture), (double)number);
    }

    private static BoundLiteral? BindNumber(
        BindingContext context,
        PropertyModel property,
        ValueModel expected,
        YamlScalar scalar
    )
    {
        if (CoreSchema.ReadNumber(scalar) is not { } number)
        {
            ValueBinder.WrongType(context, property, expected, scalar, scalar.Span, PercentHint(scalar.Text));
            return null;
        }

        RangeModel range =
            property.Rules.Range
            ?? new(double.MinValue, double.MaxValue, LeastIsExclusive: false, MostIsExclusive: false);
        if (double.IsNaN(number) || double.IsInfinity(number) || !range.Holds(number))
        {
            OutOfRange(context, property, range, scalar);
            return null;
        }

        return new(CSharpLiteral.Number(number), number);
    }

    private static void OutOfRange(
        BindingContext context,
        PropertyModel property,
        RangeModel range,
        YamlScalar scalar
    ) =>
        context.Report(
            DiagnosticDescriptors.OutOfRange,
            scalar.Span,
            property.Key,
            Describe.Range(range),
            Display.Text(scalar.Text) + ShareHint(range, scalar)
        );

    /// <summary>5% is written 0.05.</summary>
    private static string PercentHint(string text)
    {
        string number = text.EndsWith("%", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1).Trim() : "";
        return CoreSchema.ReadNumber(new(number, IsPlain: true, default)) is double percent and >= -1e6 and <= 1e6
            ? $"; {Display.Text(text)} is {Share(percent)}"
            : "";
    }

    /// <summary>5 where a share is asked for is most likely meant as 5 %.</summary>
    private static string ShareHint(RangeModel range, YamlScalar scalar) =>
        CoreSchema.ReadNumber(scalar) is { } number
        && number is > 1 and <= 100
        && range is { Least: >= 0, Most: <= 1 }
        && range.Holds(number / 100)
            ? $"; {Display.Number(number)} % is {Share(number)}"
            : "";

    private static string Share(double percent) => Display.Number((double)((decimal)percent / 100));
}
