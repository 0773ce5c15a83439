using System.Globalization;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Values and rules in words.</summary>
internal static class Describe
{
    public static string Node(YamlNode node) =>
        node switch
        {
            YamlScalar { IsNull: true } => "nothing",
            YamlScalar { IsPlain: false } scalar => $"the text {Display.Quote(scalar.Text)}",
            YamlScalar scalar => Display.Quote(scalar.Text),
            YamlSequence => "a list",
            _ => "a map",
        };

    public static string Expected(ValueModel value, ManifestModel model) =>
        value switch
        {
            ScalarModel { Kind: ScalarKind.Boolean } => "true or false",
            ScalarModel { Kind: ScalarKind.Integer or ScalarKind.LongInteger } => "a whole number",
            ScalarModel { Kind: ScalarKind.Number } => "a number",
            ScalarModel => "text",
            QueryModel => "a condition over columns and label",
            ExpectationsModel => "a map of rows to verdicts, or of figures of rows to comparisons",
            EnumModel choice => "one of " + string.Join(", ", choice.Members.Select(static member => member.Key)),
            ListModel list => "a list, each item " + Expected(list.Item, model),
            FamilyReference family => WithArticle(model.KindOf(family.Family)),
            NamedMapModel map => $"a map of names, each to {WithArticle(model.KindOf(map.Family))}",
            _ => "a map of options",
        };

    public static string Range(RangeModel range)
    {
        bool hasMost = range.Most < 9e18;
        bool hasLeast = range.Least > -9e18;
        string least = (range.LeastIsExclusive ? "above " : "at least ") + Display.Number(range.Least);
        string most = (range.MostIsExclusive ? "below " : "at most ") + Display.Number(range.Most);
        return (hasLeast, hasMost) switch
        {
            (true, true) => $"{least} and {most}",
            (true, false) => least,
            (false, true) => most,
            _ => "a finite number",
        };
    }

    public static string Count(CountModel count) =>
        count.Most == int.MaxValue
            ? $"at least {Entries(count.Least)}"
            : $"{count.Least.ToString(CultureInfo.InvariantCulture)} to {Entries(count.Most)}";

    public static string Quoted(IEnumerable<string> names) =>
        string.Join(", ", names.Select(static name => $"'{name}'"));

    private static string Entries(int count) =>
        count == 1 ? "1 entry" : count.ToString(CultureInfo.InvariantCulture) + " entries";

    private static string WithArticle(string noun) => ("aeiou".IndexOf(noun[0]) >= 0 ? "an " : "a ") + noun;
}
