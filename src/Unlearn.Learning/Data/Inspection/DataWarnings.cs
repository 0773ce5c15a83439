using System.Globalization;
using System.Text.RegularExpressions;
using Unlearn.Formats.Tables;

namespace Unlearn.Learning.Data.Inspection;

/// <summary>What in a dataset is probably not meant, by name, each once.</summary>
public static partial class DataWarnings
{
    private const int FewPoints = 2;
    private const int FewRows = 20;
    private const int MostNames = 5;

    /// <summary>The notes of reading and everything else that a person should know.</summary>
    public static IReadOnlyList<DataNote> Of(Dataset dataset) =>
        [
            .. dataset.Notes,
            .. new[]
            {
                SmallClasses(dataset),
                ClassNumbers(dataset),
                NoFeatures(dataset),
                ChannelsLast(dataset),
            }.OfType<DataNote>(),
        ];

    private static DataNote? SmallClasses(Dataset dataset)
    {
        NamedCount[] small =
        [
            .. DatasetInspector.Classes(dataset).Where(static one => one.Points is > 0 and <= FewPoints),
        ];
        return small.Length == 0
            ? null
            : new DataNote(
                "small-class",
                $"{Names(small.Select(static one => string.Create(CultureInfo.InvariantCulture, $"'{one.Name}' ({one.Points})")))}: "
                    + "classes of one or two points; a mistyped label or a shifted row looks like this"
            );
    }

    private static DataNote? ClassNumbers(Dataset dataset)
    {
        if (NamedPlaces.Numbers(dataset.ClassNames) is not { Length: > 0 } numbers)
        {
            return null;
        }

        bool whole = numbers.All(static number => number.Value % 1 == 0);
        bool plain = numbers.Select(static (number, i) => number == new ExactNumber(i)).All(static same => same);
        return !whole || plain
            ? null
            : new DataNote(
                "class-numbers",
                $"classes are numbered {Names(dataset.ClassNames)} and not 0 to {dataset.ClassCount - 1}; a number in a manifest is the class of that name"
                    + (
                        dataset.ClassNames.Any(static name => name is "255" or "-1")
                            ? " (255 and -1 often mark points without a class)"
                            : ""
                    )
            );
    }

    private static DataNote? NoFeatures(Dataset dataset)
    {
        if (dataset.Count < FewRows)
        {
            return null;
        }

        string[] features =
        [
            .. dataset
                .Columns.Keys.Where(name => DatasetInspector.Place(dataset, name) < int.MaxValue)
                .Order(StringComparer.Ordinal),
        ];
        string[] odd =
        [
            .. features
                .Select(name => (Name: name, Why: Why(name, dataset.Columns[name], features.Length > 1)))
                .Where(static column => column.Why.Length > 0)
                .Select(static column => $"'{column.Name}' ({column.Why})"),
        ];
        return odd.Length == 0
            ? null
            : new DataNote(
                "no-feature",
                $"{Names(odd)}: columns among the features that models can learn nothing from"
            );
    }

    /// <summary>
    /// Why a column is no feature: one value, or another value in every row, as ids have it. Numbers are ids where they go up by one from row to
    /// row beside other features, or are called so; a measurement may well differ in every row.
    /// </summary>
    private static string Why(string name, DataColumn column, bool others)
    {
        double[] known = [.. column.Values.Where(static value => !double.IsNaN(value))];
        if (known.Length == 0 || known.All(value => value == known[0]))
        {
            return known.Length == 0 ? "no value" : "one value";
        }

        if (known.Length < column.Values.Length || Distinct(column) < known.Length)
        {
            return "";
        }

        return column.HoldsTexts ? "another text in every row"
            : !known.All(static value => value % 1 == 0) ? ""
            : others && known.Zip(known.Skip(1)).All(static pair => pair.Second == pair.First + 1) ? "row numbers"
            : IdName().IsMatch(name) ? "another number in every row"
            : "";
    }

    private static int Distinct(DataColumn column) =>
        Enumerable.Range(0, column.Values.Length).Select(row => column[row]).Distinct().Count();

    [GeneratedRegex(
        "^(?i:id|key|index|row|no|nr|uid|uuid|guid)$|(?i:[ _.-](id|key|no|nr|uid|uuid|guid))$|[a-z](Id|ID|Key|No|Nr)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex IdName();

    private static DataNote? ChannelsLast(Dataset dataset) =>
        dataset.FeatureShape is [> 4, > 4, 1 or 3 or 4] shape
            ? new DataNote(
                "channels-last",
                $"points of {string.Join(" x ", shape)} are taken as {shape[0]} channels of {shape[1]} x {shape[2]} pixels, but look like rows, columns, channels; "
                    + "`layout: hwc` says so"
            )
            : null;

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostNames))
            + (
                all.Length > MostNames
                    ? string.Create(CultureInfo.InvariantCulture, $", ... ({all.Length} in all)")
                    : ""
            );
    }
}
