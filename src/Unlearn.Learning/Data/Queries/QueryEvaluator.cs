using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Learning.Data.Files;

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
                name => dataset.ColumnValues.ContainsKey(name) ? QueryKind.Text : QueryKind.Number
            ),
            name =>
                $"'{dataset.Name}' has no column '{name}'.{NearestName.Hint(name, dataset.Columns.Keys.Append(QueryTypes.Label).Order(StringComparer.Ordinal))}"
        );
        Func<int, bool> holds = Compile(node);
        return [.. Enumerable.Range(0, dataset.Count).Select(holds)];
    }

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
        Func<int, double> column = Column(test.Column);
        double[] values = [.. test.Values.Select(value => ValueOf(test.Column, value))];
        double first = values[0];
        return test.Operator switch
        {
            QueryOperator.Equal => point => column(point) == first,
            QueryOperator.Unequal => point => column(point) is var value && !double.IsNaN(value) && value != first,
            QueryOperator.Less => point => column(point) < first,
            QueryOperator.AtMost => point => column(point) <= first,
            QueryOperator.Greater => point => column(point) > first,
            QueryOperator.AtLeast => point => column(point) >= first,
            _ => point => Array.IndexOf(values, column(point)) >= 0 && !double.IsNaN(column(point)),
        };
    }

    private Func<int, double> Column(QueryToken name)
    {
        if (name.Kind == QueryTokenKind.Feature)
        {
            int feature = (int)name.Number;
            return feature < dataset.FeatureCount
                ? point => dataset.Features[((long)point * dataset.FeatureCount) + feature]
                : throw new QueryException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"a point of '{dataset.Name}' has the features 0 to {dataset.FeatureCount - 1}"
                    ),
                    name
                );
        }

        return dataset.Columns.TryGetValue(name.Text, out float[]? column)
            ? point => column[point]
            : point => dataset.Labels[point];
    }

    // Numbers in a file are read as 32-bit ones, and so are those of a condition: `= 0.1` finds what reads 0.1.
    private double ValueOf(QueryToken column, QueryToken value)
    {
        bool isColumn = column.Kind == QueryTokenKind.Feature || dataset.Columns.ContainsKey(column.Text);
        if (value.Kind == QueryTokenKind.Number)
        {
            return isColumn || (value.Number >= 0 && value.Number < dataset.ClassCount && value.Number % 1 == 0)
                ? (float)value.Number
                : throw new QueryException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the labels of '{dataset.Name}' are 0 to {dataset.ClassCount - 1}, not {value.Text}"
                    ),
                    value
                );
        }

        ImmutableArray<string> known = isColumn ? dataset.ColumnValues[column.Text] : dataset.ClassNames;
        int position = known.IndexOf(value.Text);
        return position >= 0
            ? position
            : throw new QueryException(
                $"no point of '{dataset.Name}' has {column.Text} = '{value.Text}'.{NearestName.Hint(value.Text, known)}",
                value
            );
    }
}
