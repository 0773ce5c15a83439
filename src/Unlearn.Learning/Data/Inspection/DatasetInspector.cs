using System.Globalization;
using Unlearn.Core.Conditions;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Inspection;

/// <summary>Describes datasets that were read.</summary>
public static class DatasetInspector
{
    private const int Rows = 5;
    private const int Cells = 8;

    /// <summary>What a dataset is.</summary>
    /// <param name="name">Its name in the manifest.</param>
    /// <param name="dataset">As loaded.</param>
    /// <param name="split">How it is divided; null: the parts that it comes in are told.</param>
    public static DataDescription Describe(string name, Dataset dataset, DataSplit? split = null)
    {
        KeyValuePair<string, DataColumn>[] columns =
        [
            .. dataset
                .Columns.OrderBy(column => Place(dataset, column.Key))
                .ThenBy(static c => c.Key, StringComparer.Ordinal),
        ];
        return new DataDescription
        {
            Name = name,
            Points = dataset.Count,
            Shape = dataset.FeatureShape,
            Columns =
                columns.Length > 0
                    ? [.. columns.Select(column => Column(dataset, column.Key, column.Value))]
                    : [dataset.Sequences is { } texts ? Tokens(texts) : Features(dataset)],
            Classes = Classes(dataset),
            Groups = Groups(dataset),
            Parts = split is null ? Parts(dataset) : Sets(split),
            Notes = DataWarnings.Of(dataset),
            FirstRows =
            [
                .. Enumerable
                    .Range(0, Math.Min(Rows, dataset.Count))
                    .Select(point => (IReadOnlyList<string>)[.. Row(dataset, columns, point)]),
            ],
        };
    }

    /// <summary>The points of each class; none of texts.</summary>
    public static IReadOnlyList<NamedCount> Classes(Dataset dataset)
    {
        if (dataset.Sequences is not null)
        {
            return [];
        }

        var counts = new int[dataset.ClassCount];
        foreach (int label in dataset.Labels)
        {
            counts[label]++;
        }

        return [.. dataset.ClassNames.Select((name, label) => new NamedCount(name, counts[label]))];
    }

    /// <summary>The sizes of the sets.</summary>
    public static IReadOnlyList<NamedCount> Sets(DataSplit split) =>
        [
            new NamedCount("train", split.Train.Length),
            new NamedCount("test", split.Test.Length),
            new NamedCount("population", split.Population.Length),
        ];

    private static IReadOnlyList<NamedCount> Groups(Dataset dataset) =>
        dataset.Groups is null
            ? []
            :
            [
                .. dataset
                    .Groups.CountBy(static group => group)
                    .OrderByDescending(static group => group.Value)
                    .ThenBy(static group => group.Key)
                    .Select(group => new NamedCount(
                        group.Key < dataset.GroupNames.Length
                            ? dataset.GroupNames[group.Key]
                            : group.Key.ToString(CultureInfo.InvariantCulture),
                        group.Value
                    )),
            ];

    private static IReadOnlyList<NamedCount> Parts(Dataset dataset) =>
        dataset.TestStart is { } start
            ? [new NamedCount("train", start), new NamedCount("test", dataset.Count - start)]
            :
            [
                .. dataset
                    .Parts.CountBy(static part => part)
                    .OrderBy(static part => part.Key)
                    .Select(static part => new NamedCount(part.Key.ToString().ToLowerInvariant(), part.Value)),
            ];

    /// <summary>The position of the first feature that a column gives; the largest number where it gives none.</summary>
    internal static int Place(Dataset dataset, string column)
    {
        int place = dataset.FeatureNames.IndexOf(column);
        string prefix = $"{column}=";
        for (int i = 0; place < 0 && i < dataset.FeatureNames.Length; i++)
        {
            place = dataset.FeatureNames[i].StartsWith(prefix, StringComparison.Ordinal) ? i : place;
        }

        return place < 0 ? int.MaxValue : place;
    }

    private static ColumnDescription Column(Dataset dataset, string name, DataColumn column)
    {
        double[] known = [.. column.Values.Where(static value => !double.IsNaN(value))];
        bool numbers = !column.HoldsTexts;
        return new ColumnDescription(
            name,
            numbers ? "number"
                : QueryDates.Ticks(column.Texts) is not null ? "date"
                : "text",
            Place(dataset, name) < int.MaxValue ? "feature"
                : IsGroup(dataset, column) ? "group"
                : "query",
            known.Length == 0 ? ""
                : numbers ? Text(known.Min())
                : column.Texts[0],
            known.Length == 0 ? ""
                : numbers ? Text(known.Max())
                : column.Texts[^1],
            column.Values.Length - known.Length,
            known.Distinct().Count()
        );
    }

    private static ColumnDescription Tokens(TokenTable texts)
    {
        int[] lengths = [.. Enumerable.Range(0, texts.Count).Select(point => texts[point].Tokens.Length)];
        return new ColumnDescription(
            "tokens",
            "text",
            "feature",
            Text(lengths.Min()),
            Text(lengths.Max()),
            0,
            lengths.Distinct().Count()
        );
    }

    private static bool IsGroup(Dataset dataset, DataColumn column)
    {
        if (dataset.Groups is not { } groups || dataset.GroupNames.IsEmpty || column.HoldsTexts)
        {
            return column.HoldsTexts && column.Texts.SequenceEqual(dataset.GroupNames);
        }

        return NamedPlaces.Numbers(dataset.GroupNames) is { } names
            && Enumerable.Range(0, groups.Length).All(point => column[point] == names[groups[point]]);
    }

    private static ColumnDescription Features(Dataset dataset)
    {
        float[] known = [.. dataset.Features.Where(static value => !float.IsNaN(value))];
        return new ColumnDescription(
            "features",
            string.Join(" x ", dataset.FeatureShape),
            "feature",
            known.Length == 0 ? "" : Text(known.Min()),
            known.Length == 0 ? "" : Text(known.Max()),
            dataset.Features.Length - known.Length,
            known.Distinct().Count()
        );
    }

    private static IEnumerable<string> Row(Dataset dataset, KeyValuePair<string, DataColumn>[] columns, int point) =>
        columns.Length > 0
            ? columns.Select(column =>
                double.IsNaN(column.Value.Values[point]) ? ""
                : column.Value.HoldsTexts ? column.Value.Texts[(int)column.Value.Values[point]]
                : Text(column.Value.Values[point])
            )
        : dataset.Sequences is { } texts ? [texts[point].Prompt + texts[point].Answer]
        :
        [
            string.Join(
                " ",
                dataset
                    .Features.Skip(point * dataset.FeatureCount)
                    .Take(Math.Min(Cells, dataset.FeatureCount))
                    .Select(static value => Text(value))
            ) + (dataset.FeatureCount > Cells ? " ..." : ""),
        ];

    private static string Text(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
