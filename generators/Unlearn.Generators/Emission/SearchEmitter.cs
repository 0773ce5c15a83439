using Unlearn.Generators.Binding;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;

namespace Unlearn.Generators.Emission;

/// <summary>Writes what tuning searches, typed: the setting of an option is an expression, not its name.</summary>
internal static class SearchEmitter
{
    /// <summary>The initialiser behind an entry of a named map.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sweep">The swept options, literals separated by commas; may be empty.</param>
    /// <param name="search">The searched options.</param>
    /// <param name="after">What follows the entry.</param>
    public static void Write(SourceWriter writer, string sweep, EquatableArray<BoundSearch> search, string after)
    {
        writer.Open("{");
        if (sweep.Length > 0)
        {
            writer.Line($"Sweep = [{sweep}],");
        }

        writer.Line("Search =");
        writer.Open("[");
        foreach (BoundSearch option in search)
        {
            writer.Line(
                $"new({CSharpLiteral.Text(option.Option)}, {Space(option)}, static (component, value) => "
                    + $"(({option.TypeName})component) with {{ {CSharpLiteral.Identifier(option.Property)} = {Value(option)} }}),"
            );
        }

        writer.Close("],");
        writer.Close("}" + after);
    }

    private static string Space(BoundSearch option)
    {
        SearchModel space = option.Space;
        string[] settings =
        [
            .. space.IsLogarithmic ? ["Logarithmic = true"] : Array.Empty<string>(),
            .. option.IsWhole && space.Choices.Count == 0 ? ["Whole = true"] : Array.Empty<string>(),
            .. space.Choices.Count == 0
                ? Array.Empty<string>()
                :
                [
                    $"Choices = [{string.Join(", ", space.Choices.Select(static one => CSharpLiteral.Text(one.Text)))}]",
                ],
        ];
        string initialiser = settings.Length == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        return $"new({CSharpLiteral.Number(space.Least)}, {CSharpLiteral.Number(space.Most)}){initialiser}";
    }

    private static string Value(BoundSearch option) =>
        option.Space.Choices.Count > 0
            ? $"new[] {{ {string.Join(", ", option.Space.Choices.Select(static one => one.Code))} }}[(int)value]"
        : option.IsWhole ? "(int)value"
        : "value";
}
