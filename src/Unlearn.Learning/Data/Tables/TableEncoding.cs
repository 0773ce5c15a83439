using System.Collections.Immutable;
using System.Globalization;

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
        List<float>?[] numbers,
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
        (ImmutableDictionary<string, float[]> columns, ImmutableDictionary<string, ImmutableArray<string>> values) =
            QueryColumns(names, schema, uses, numbers, sorted);
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
            Columns = columns,
            ColumnValues = values,
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
        List<float>?[] numbers,
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
                    features[(row * width) + first[column]] = numbers[column]![row];
                }
                else if (uses[column] == ColumnUse.Categorical)
                {
                    features[(row * width) + first[column] + sorted[column]!.Value.Cells[row]] = 1;
                }
            }
        }

        return (features, featureNames.ToImmutable(), numberFeatures.ToImmutable());
    }

    private static (
        ImmutableDictionary<string, float[]> Columns,
        ImmutableDictionary<string, ImmutableArray<string>> Values
    ) QueryColumns(
        IReadOnlyList<string> names,
        TableSchema schema,
        ColumnUse[] uses,
        List<float>?[] numbers,
        (ImmutableArray<string> Values, int[] Cells)?[] sorted
    )
    {
        ImmutableDictionary<string, float[]>.Builder columns = ImmutableDictionary.CreateBuilder<string, float[]>();
        ImmutableDictionary<string, ImmutableArray<string>>.Builder values = ImmutableDictionary.CreateBuilder<
            string,
            ImmutableArray<string>
        >();
        for (int column = 0; column < uses.Length; column++)
        {
            switch (uses[column])
            {
                case ColumnUse.Numeric:
                    columns[names[column]] = [.. numbers[column]!];
                    break;
                case ColumnUse.Query when AsNumbers(schema, sorted[column]!.Value.Values) is { } known:
                    columns[names[column]] = [.. sorted[column]!.Value.Cells.Select(cell => known[cell])];
                    break;
                case ColumnUse.Categorical or ColumnUse.Group or ColumnUse.Query:
                    columns[names[column]] = [.. sorted[column]!.Value.Cells.Select(static cell => (float)cell)];
                    values[names[column]] = sorted[column]!.Value.Values;
                    break;
            }
        }

        return (columns.ToImmutable(), values.ToImmutable());
    }

    /// <summary>The values as numbers, missing ones as not-a-number; null where one of them is text.</summary>
    private static float[]? AsNumbers(TableSchema schema, ImmutableArray<string> values)
    {
        var numbers = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            bool missing = schema.MissingTexts.Contains(values[i]);
            if (missing)
            {
                numbers[i] = float.NaN;
            }
            else if (
                double.TryParse(values[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value)
            )
            {
                numbers[i] = (float)value;
            }
            else
            {
                return null;
            }
        }

        return numbers;
    }
}
