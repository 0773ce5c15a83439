using System.Collections.Immutable;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Tables;

/// <summary>
/// Turns collected columns into features, labels, groups and query columns. Features stand in file order: a number column gives one,
/// a text column one for each of its values (1 where the cell has it, else 0; values of the whole file, sorted).
/// </summary>
internal static class TableEncoding
{
    /// <summary>Encodes a table.</summary>
    public static Dataset Encode(
        string name,
        IReadOnlyList<string> names,
        TableSchema schema,
        ColumnUse[] uses,
        NumberColumn?[] numbers,
        TextColumn?[] texts,
        int count
    )
    {
        (ImmutableArray<string> Values, int[] Cells)?[] sorted =
        [
            .. texts.Select(static column => column is null ? ((ImmutableArray<string>, int[])?)null : column.Sorted()),
        ];
        int label = Array.IndexOf(uses, ColumnUse.Label);
        int group = Array.IndexOf(uses, ColumnUse.Group);
        (ImmutableArray<string> classes, int[] labels) = Classes(schema, sorted[label]!.Value);
        (float[] features, ImmutableArray<string> featureNames, ImmutableArray<int> unscaled) = Features(
            name,
            names,
            uses,
            numbers,
            sorted,
            count
        );
        ImmutableArray<int> shape = [featureNames.Length];
        int[]? groups = group < 0 ? null : sorted[group]!.Value.Cells;
        return new Dataset
        {
            Name = name,
            Features = features,
            FeatureShape = shape,
            FeatureNames = featureNames,
            Labels = labels,
            ClassNames = classes,
            Groups = groups,
            GroupNames = group < 0 ? [] : sorted[group]!.Value.Values,
            Parts = Parts(sorted, Array.IndexOf(uses, ColumnUse.Part)),
            Columns = QueryColumns(names, schema, uses, numbers, sorted),
            Notes = [.. TableNotes.Of(names, uses)],
            Unscaled = schema.Standardise ? unscaled : [],
            Digest = DatasetDigest.Compute(features, shape, labels, classes, groups),
        };
    }

    private static (ImmutableArray<string> Classes, int[] Labels) Classes(
        TableSchema schema,
        (ImmutableArray<string> Values, int[] Cells) label
    )
    {
        if (schema.Classes.Count == 0)
        {
            return label;
        }

        ImmutableArray<string> classes = [.. schema.Classes];
        int[] place = [.. label.Values.Select(value => classes.IndexOf(value))];
        return (classes, [.. label.Cells.Select(cell => place[cell])]);
    }

    private static (float[] Features, ImmutableArray<string> Names, ImmutableArray<int> Numbers) Features(
        string name,
        IReadOnlyList<string> names,
        ColumnUse[] uses,
        NumberColumn?[] numbers,
        (ImmutableArray<string> Values, int[] Cells)?[] sorted,
        int count
    )
    {
        ImmutableArray<string>.Builder featureNames = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<int>.Builder numberFeatures = ImmutableArray.CreateBuilder<int>();
        var first = new int[uses.Length];
        for (int column = 0; column < uses.Length; column++)
        {
            first[column] = featureNames.Count;
            if (uses[column] == ColumnUse.Numeric)
            {
                numberFeatures.Add(featureNames.Count);
                featureNames.Add(names[column]);
            }
            else if (uses[column] == ColumnUse.Categorical)
            {
                featureNames.AddRange(sorted[column]!.Value.Values.Select(value => $"{names[column]}={value}"));
            }
        }

        int width = featureNames.Count;
        var features = DatasetParts.Features(count, width, name);
        for (int column = 0; column < uses.Length; column++)
        {
            for (int row = 0; row < count; row++)
            {
                if (uses[column] == ColumnUse.Numeric)
                {
                    features[(row * width) + first[column]] = numbers[column]!.Feature(row);
                }
                else if (uses[column] == ColumnUse.Categorical)
                {
                    features[(row * width) + first[column] + sorted[column]!.Value.Cells[row]] = 1;
                }
            }
        }

        return (features, featureNames.ToImmutable(), numberFeatures.ToImmutable());
    }

    private static ImmutableArray<DataPart> Parts((ImmutableArray<string> Values, int[] Cells)?[] sorted, int column)
    {
        if (column < 0)
        {
            return [];
        }

        (ImmutableArray<string> values, int[] cells) = sorted[column]!.Value;
        DataPart[] parts = [.. values.Select(static value => PartNames.Find(value)!.Value)];
        return [.. cells.Select(cell => parts[cell])];
    }

    private static ImmutableDictionary<string, DataColumn> QueryColumns(
        IReadOnlyList<string> names,
        TableSchema schema,
        ColumnUse[] uses,
        NumberColumn?[] numbers,
        (ImmutableArray<string> Values, int[] Cells)?[] sorted
    )
    {
        ImmutableDictionary<string, DataColumn>.Builder columns = ImmutableDictionary.CreateBuilder<
            string,
            DataColumn
        >();
        for (int column = 0; column < uses.Length; column++)
        {
            if (numbers[column] is { } own)
            {
                columns[names[column]] = own.ToColumn();
            }
            else if (uses[column] is ColumnUse.Categorical or ColumnUse.Group or ColumnUse.Query)
            {
                (ImmutableArray<string> values, int[] cells) = sorted[column]!.Value;
                columns[names[column]] =
                    uses[column] is ColumnUse.Query or ColumnUse.Group
                    && AsNumbers(schema, values, cells, uses[column] == ColumnUse.Group) is { } known
                        ? known
                        : DataColumn.OfTexts(values, cells);
            }
        }

        return columns.ToImmutable();
    }

    /// <summary>
    /// The cells as numbers, missing ones as not-a-number; null where one of them is text, or where names must stay apart and two of them are
    /// one number (7 and 007).
    /// </summary>
    private static DataColumn? AsNumbers(TableSchema schema, ImmutableArray<string> values, int[] cells, bool apart)
    {
        var numbers = new ExactNumber[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (schema.MissingTexts.Contains(values[i]))
            {
                numbers[i] = ExactNumber.Missing;
            }
            else if (!NumberCell.TryRead(values[i], schema.DecimalMark, out numbers[i]))
            {
                return null;
            }
        }

        if (apart && numbers.Distinct().Count() < numbers.Length)
        {
            return null;
        }

        var column = new NumberColumn();
        foreach (int cell in cells)
        {
            column.Add(numbers[cell]);
        }

        return column.ToColumn();
    }
}
