using System.Globalization;

namespace Unlearn.Core.Conditions;

/// <summary>
/// Reads conditions. <c>condition = all {"or" all}; all = one {"and" one}; one = "not" one | "(" condition ")" | test; test = name
/// ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") value | name ["not"] "in" "[" value {"," value} "]"; name = word | `anything` |
/// "feature" "[" number "]"; value = number | true | false | 'text' | "text"</c>.
/// </summary>
public sealed class QueryParser
{
    // Deeper than any condition that a person writes, and far from the end of the stack.
    private const int Deepest = 200;
    private readonly List<QueryToken> _tokens;
    private int _at;
    private int _depth;

    private QueryParser(List<QueryToken> tokens) => _tokens = tokens;

    private QueryToken Here => _tokens[_at];

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="QueryException">It is no condition.</exception>
    public static QueryNode Parse(string text)
    {
        var parser = new QueryParser(QueryLexer.Read(text));
        QueryNode whole = parser.Condition();
        return parser.Here.Kind == QueryTokenKind.End ? whole : throw parser.Expected("`and`, `or` or the end");
    }

    private QueryNode Condition()
    {
        List<QueryNode> parts = [All()];
        while (Take("or"))
        {
            parts.Add(All());
        }

        return parts.Count == 1 ? parts[0] : new QueryAny(parts);
    }

    private QueryNode All()
    {
        List<QueryNode> parts = [One()];
        while (Take("and"))
        {
            parts.Add(One());
        }

        return parts.Count == 1 ? parts[0] : new QueryAll(parts);
    }

    private QueryNode One()
    {
        if (++_depth > Deepest)
        {
            throw new QueryException("the condition is nested too deeply", Here);
        }

        QueryNode node;
        if (Take("not"))
        {
            node = new QueryNot(One());
        }
        else if (Take("("))
        {
            node = Condition();
            Require(")");
        }
        else
        {
            node = Test();
        }

        _depth--;
        return node;
    }

    private QueryNode Test()
    {
        QueryToken column = Column();
        if (Take("in"))
        {
            return new QueryTest(column, QueryOperator.In, List());
        }

        if (Take("not"))
        {
            Require("in");
            return new QueryNot(new QueryTest(column, QueryOperator.In, List()));
        }

        QueryOperator? comparison =
            Here.Kind != QueryTokenKind.Symbol
                ? null
                : Here.Text switch
                {
                    "=" or "==" => QueryOperator.Equal,
                    "!=" => QueryOperator.Unequal,
                    "<" => QueryOperator.Less,
                    "<=" => QueryOperator.AtMost,
                    ">" => QueryOperator.Greater,
                    ">=" => QueryOperator.AtLeast,
                    _ => null,
                };
        if (comparison is not { } known)
        {
            throw Expected("=, !=, <, <=, >, >= or `in`");
        }

        _at++;
        return new QueryTest(column, known, [Value()]);
    }

    private QueryToken Column()
    {
        QueryToken name = Here;
        if (name.Kind != QueryTokenKind.Name || IsWord(name))
        {
            throw Expected("a column");
        }

        _at++;
        if (!name.Is("feature") || !Here.Is("["))
        {
            return name;
        }

        _at++;
        QueryToken index = Here;
        if (
            index.Kind != QueryTokenKind.Number
            || index.Number < 0
            || index.Number > int.MaxValue
            || index.Number % 1 != 0
        )
        {
            throw Expected("the number of a feature, from 0");
        }

        _at++;
        QueryToken end = Require("]");
        string text = $"feature[{index.Number.ToString(CultureInfo.InvariantCulture)}]";
        return new QueryToken(QueryTokenKind.Feature, text, index.Number, name.Start, end.Start + 1 - name.Start);
    }

    private List<QueryToken> List()
    {
        Require("[");
        var values = new List<QueryToken> { Value() };
        while (Take(","))
        {
            values.Add(Value());
        }

        Require("]");
        return values;
    }

    private QueryToken Value()
    {
        QueryToken value = Here;
        if (value.Kind == QueryTokenKind.Name && QueryTypes.Truth(value.Text) is not null)
        {
            // A truth value needs no quotes.
            value = value with
            {
                Kind = QueryTokenKind.Text,
            };
        }

        if (value.Kind is not (QueryTokenKind.Number or QueryTokenKind.Text))
        {
            throw Expected("a number, or a text in quotes");
        }

        _at++;
        return value;
    }

    private bool Take(string word)
    {
        bool found = Here.Is(word);
        _at += found ? 1 : 0;
        return found;
    }

    private QueryToken Require(string word)
    {
        QueryToken here = Here;
        return Take(word) ? here : throw Expected(word);
    }

    private QueryException Expected(string what) =>
        new(
            Here.Kind == QueryTokenKind.End
                ? $"the condition ends where {what} is expected"
                : $"{what} is expected, not {Here.Text}",
            Here
        );

    private static bool IsWord(QueryToken name) => name.Is("and") || name.Is("or") || name.Is("not") || name.Is("in");
}
