using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core.Conditions;
using Unlearn.Core.Names;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Queries;

/// <summary>Evaluates conditions on the points of a dataset. Every comparison with a missing number is false, whatever it asks.</summary>
internal sealed class QueryEvaluator(Dataset dataset)
{
    /// <summary>Whether each point meets a condition.</summary>
    /// <exception cref="QueryException">A column, class or feature does not exist, or is of another kind than its value.</exception>
    public bool[] Evaluate(QueryNode node)
    {
        QueryTypes.Check(
            node,
            dataset.Columns.Keys.ToDictionary(
                static name => name,
                name => dataset.Columns[name].HoldsTexts ? QueryKind.Text : QueryKind.Number
            ),
            name =>
                $"'{dataset.Name}' has no column '{name}'.{NearestName.Sentence(name, dataset.Columns.Keys.Append(QueryTypes.Label).Order(StringComparer.Ordinal))}"
        );
        Func<int, bool> holds = Compile(node);
        return [.. Enumerable.Range(0, dataset.Count).Select(holds)];
    }

    /// <summary>What numbers that count classes mean; null where a condition has none.</summary>
    public string? Describe(QueryNode node)
    {
        if (dataset.Columns.ContainsKey(QueryTypes.Label) || NamedPlaces.Numbers(dataset.ClassNames) is not null)
        {
            return null;
        }

        string[] meanings =
        [
            .. Tests(node)
                .Where(static test => test.Column.Text == QueryTypes.Label)
                .SelectMany(static test => test.Values)
                .Where(static value => value.Kind == QueryTokenKind.Number)
                .Select(value =>
                    NamedPlaces.Find(dataset.ClassNames, value.Text) is var place and >= 0
                        ? NamedPlaces.Describe("class", dataset.ClassNames, place, value.Text)
                        : null
                )
                .OfType<string>()
                .Distinct(),
        ];
        return meanings.Length > 0 ? string.Join(" and ", meanings) : null;
    }

    private static IEnumerable<QueryTest> Tests(QueryNode node) =>
        node switch
        {
            QueryAny(var parts) => parts.SelectMany(Tests),
            QueryAll(var parts) => parts.SelectMany(Tests),
            QueryNot(var inner) => Tests(inner),
            _ => [(QueryTest)node],
        };

    private Func<int, bool> Compile(QueryNode node)
    {
        switch (node)
        {
            case QueryAny(var parts):
            {
                Func<int, bool>[] hold = [.. parts.Select(Compile)];
                return point => Array.Exists(hold, one => one(point));
            }

            case QueryAll(var parts):
            {
                Func<int, bool>[] hold = [.. parts.Select(Compile)];
                return point => Array.TrueForAll(hold, one => one(point));
            }

            case QueryNot(var inner):
            {
                Func<int, bool> holds = Compile(inner);
                return point => !holds(point);
            }

            default:
                return Compile((QueryTest)node);
        }
    }

    private Func<int, bool> Compile(QueryTest test)
    {
        (Func<int, ExactNumber> value, ExactNumber[] wanted) = Sides(test);
        ExactNumber first = wanted[0];
        return test.Operator switch
        {
            QueryOperator.Equal => Where(own => own == first),
            QueryOperator.Unequal => Where(own => own != first),
            QueryOperator.Less => Where(own => own < first),
            QueryOperator.AtMost => Where(own => own <= first),
            QueryOperator.Greater => Where(own => own > first),
            QueryOperator.AtLeast => Where(own => own >= first),
            _ => Where(own => Array.IndexOf(wanted, own) >= 0),
        };

        Func<int, bool> Where(Func<ExactNumber, bool> meets) =>
            point => value(point) is { IsMissing: false } own && meets(own);
    }

    /// <summary>Both sides of a comparison as numbers: of each point, and of each value that stands in the condition.</summary>
    private (Func<int, ExactNumber> Value, ExactNumber[] Wanted) Sides(QueryTest test)
    {
        QueryToken name = test.Column;
        if (name.Kind == QueryTokenKind.Feature)
        {
            // Models see float32, so that is what a feature is compared with: `= 0.1` finds what reads 0.1.
            return (
                Feature(name),
                [.. test.Values.Select(static value => new ExactNumber((float)Literal(value).Value))]
            );
        }

        if (!dataset.Columns.TryGetValue(name.Text, out DataColumn? column))
        {
            return Label(test);
        }

        if (!column.HoldsTexts)
        {
            return (point => column[point], [.. test.Values.Select(Literal)]);
        }

        if (test.Operator is QueryOperator.Equal or QueryOperator.Unequal or QueryOperator.In)
        {
            return (point => column[point], [.. test.Values.Select(value => Place(name.Text, value, column.Texts))]);
        }

        return QueryDates.Ticks(column.Texts) is { } moments
            ? (
                point => ExactNumber.Of(moments[(int)column.Values[point]]),
                [.. test.Values.Select(static value => ExactNumber.Of(QueryDates.Ticks(value.Text)!.Value))]
            )
            : throw new QueryException(
                $"{name.Text} holds texts that are not all dates, so that they have no order; compare it by =, != or in",
                name
            );
    }

    private Func<int, ExactNumber> Feature(QueryToken name)
    {
        int feature = (int)name.Number;
        return feature < dataset.FeatureCount
            ? point => new ExactNumber(dataset.Features[((long)point * dataset.FeatureCount) + feature])
            : throw new QueryException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a point of '{dataset.Name}' has the features 0 to {dataset.FeatureCount - 1}"
                ),
                name
            );
    }

    /// <summary>Classes whose names are numbers are those numbers; others are their positions.</summary>
    private (Func<int, ExactNumber> Value, ExactNumber[] Wanted) Label(QueryTest test)
    {
        ImmutableArray<string> names = dataset.ClassNames;
        ExactNumber[] numbers = NamedPlaces.Numbers(names) ?? [.. names.Select(static (_, i) => new ExactNumber(i))];
        bool exact = test.Operator is QueryOperator.Equal or QueryOperator.Unequal or QueryOperator.In;
        return (
            point => numbers[dataset.Labels[point]],
            [
                .. test.Values.Select(value =>
                    value.Kind == QueryTokenKind.Text ? numbers[(int)Place(QueryTypes.Label, value, names).Value]
                    : !exact || Array.IndexOf(numbers, Literal(value)) >= 0 ? Literal(value)
                    : throw new QueryException(
                        $"the labels of '{dataset.Name}' are {NamedPlaces.Range(names)}, not {value.Text}",
                        value
                    )
                ),
            ]
        );
    }

    private ExactNumber Place(string column, QueryToken value, ImmutableArray<string> known)
    {
        int position = NamedPlaces.FindText(known, value.Text);
        return position >= 0
            ? new ExactNumber(position)
            : throw new QueryException(
                $"no point of '{dataset.Name}' has {column} = '{value.Text}'.{NearestName.Sentence(value.Text, known)}",
                value
            );
    }

    private static ExactNumber Literal(QueryToken value) =>
        value.Kind == QueryTokenKind.Text && QueryTypes.Truth(value.Text) is { } truth ? new ExactNumber(truth)
        : ExactNumber.TryParse(value.Text, out ExactNumber number) ? number
        : new ExactNumber(value.Number);
}
