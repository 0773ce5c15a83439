using System.Globalization;

namespace Unlearn.Core.Conditions;

/// <summary>Checks that a condition compares columns with values of their kind.</summary>
public static class QueryTypes
{
    /// <summary>The name of the class.</summary>
    public const string Label = "label";

    /// <summary>Checks a condition.</summary>
    /// <param name="node">The condition.</param>
    /// <param name="columns">Columns by name; a name that is missing is a mistake.</param>
    /// <param name="unknown">What to say of a name that is missing; null: nothing, it may be there.</param>
    /// <exception cref="QueryException">A column is missing or of another kind than its value.</exception>
    public static void Check(
        QueryNode node,
        IReadOnlyDictionary<string, QueryKind> columns,
        Func<string, string?> unknown
    )
    {
        switch (node)
        {
            case QueryAny any:
                Check(any.Parts, columns, unknown);
                break;
            case QueryAll all:
                Check(all.Parts, columns, unknown);
                break;
            case QueryNot not:
                Check(not.Inner, columns, unknown);
                break;
            case QueryTest test:
                Check(test, columns, unknown);
                break;
        }
    }

    private static void Check(
        IReadOnlyList<QueryNode> parts,
        IReadOnlyDictionary<string, QueryKind> columns,
        Func<string, string?> unknown
    )
    {
        foreach (QueryNode part in parts)
        {
            Check(part, columns, unknown);
        }
    }

    private static void Check(
        QueryTest test,
        IReadOnlyDictionary<string, QueryKind> columns,
        Func<string, string?> unknown
    )
    {
        QueryKind kind;
        if (test.Column.Kind == QueryTokenKind.Feature)
        {
            kind = QueryKind.Number;
        }
        else if (columns.TryGetValue(test.Column.Text, out QueryKind known))
        {
            kind = known;
        }
        else if (test.Column.Text == Label)
        {
            kind = QueryKind.Either;
        }
        else if (unknown(test.Column.Text) is { } words)
        {
            throw new QueryException(words, test.Column);
        }
        else
        {
            kind = QueryKind.Either;
        }

        bool orders = test.Operator is not (QueryOperator.Equal or QueryOperator.Unequal or QueryOperator.In);
        bool dates = orders && kind != QueryKind.Number && test.Values.All(IsDate);
        if (orders && kind == QueryKind.Text && !dates)
        {
            throw new QueryException(
                $"{test.Column.Text} holds texts, which have no order; compare it by =, != or in (or dates such as '2020-01-31')",
                test.Column
            );
        }

        bool number = kind == QueryKind.Number || (orders && !dates);
        if (test.Values.FirstOrDefault(value => IsOdd(value, number, kind)) is { } odd)
        {
            throw new QueryException(
                number
                    ? $"{test.Column.Text} is compared with a number here, not with the text '{odd.Text}'"
                    : $"{test.Column.Text} holds texts: write '{odd.Text}' in quotes",
                odd
            );
        }
    }

    /// <summary>The number that a truth value stands for in tables: 1 or 0; null where a text is none.</summary>
    public static int? Truth(string text) =>
        string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) ? 1
        : string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) ? 0
        : null;

    private static bool IsDate(QueryToken value) =>
        value.Kind == QueryTokenKind.Text && QueryDates.Ticks(value.Text) is not null;

    /// <summary>A number in quotes, as ids are often written.</summary>
    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && !double.IsNaN(number)
        && !double.IsInfinity(number);

    private static bool IsOdd(QueryToken value, bool number, QueryKind kind) =>
        number
            ? value.Kind != QueryTokenKind.Number && Truth(value.Text) is null && !IsNumber(value.Text)
            : kind == QueryKind.Text && value.Kind != QueryTokenKind.Text;
}
