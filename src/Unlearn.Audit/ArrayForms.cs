using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Formats.Arrays;
using Unlearn.Formats.Tables;

namespace Unlearn.Audit;

/// <summary>
/// Brings arrays into the forms that audits take, where it is certain what was meant: one output a point, labels as texts, one-hot or as a
/// column. Whatever was taken for something else is said.
/// </summary>
internal static class ArrayForms
{
    private static readonly string[] Outputs = ["_logits", "_probabilities"];

    private static readonly string[] OfModels = ["shadow_", "shadow_population_", "unlearned_", "retrained_"];

    /// <summary>The arrays in those forms, and what to say about them.</summary>
    public static (IReadOnlyList<AuditArray> Arrays, IReadOnlyList<string> Notes) Settle(IReadOnlyList<AuditArray> read)
    {
        var notes = new List<string>();
        AuditArray[] arrays = [.. read.Select(array => array with { Array = Output(array.Array, read, notes) })];
        return ([.. arrays.Select(array => array with { Array = Column(Labels(array.Array, arrays, notes)) })], notes);
    }

    /// <summary>One output a point is that of class 1 of two.</summary>
    private static NamedArray Output(NamedArray array, IReadOnlyList<AuditArray> all, List<string> notes)
    {
        string? ending = Outputs.FirstOrDefault(end => array.Name.EndsWith(end, StringComparison.Ordinal));
        if (ending is null || array.Texts is not null || array.Values.Length == 0)
        {
            return array;
        }

        bool models = OfModels.Any(prefix => array.Name.StartsWith(prefix, StringComparison.Ordinal));
        int axes = models ? 3 : 2;
        bool single = array.Shape.Count == axes && array.Shape[^1] == 1;
        bool bare =
            array.Shape.Count == axes - 1
            && (
                !models
                || all.Any(other => other.Name == "shadow_members" && other.Array.Shape.SequenceEqual(array.Shape))
            );
        bool isProbability = ending == "_probabilities";
        if (!(single || bare) || (isProbability && array.Values.Any(static p => p is < 0 or > 1)))
        {
            return array;
        }

        notes.Add(
            $"'{array.Name}' holds one output a point, taken as that of class 1: {(isProbability ? "(1 - p, p)" : "(0, z)")} are the two columns"
        );
        return array with
        {
            Shape = [.. array.Shape.Take(axes - 1), 2],
            Values = [.. array.Values.SelectMany(value => new[] { isProbability ? 1 - value : 0, value })],
        };
    }

    private static NamedArray Labels(NamedArray array, AuditArray[] all, List<string> notes)
    {
        if (!array.Name.EndsWith("labels", StringComparison.Ordinal))
        {
            return array;
        }

        string group = array.Name == "labels" ? "target" : array.Name[..^"_labels".Length];
        int classes = all.FirstOrDefault(other => Outputs.Any(end => other.Name == group + end))?.Array.Shape
            is { Count: > 1 } shape
            ? shape[^1]
            : 0;
        if (array.Texts is { } texts)
        {
            return Numbered(array, texts, classes, notes);
        }

        if (array.Shape is not [int points, > 1] || array.Shape[1] != classes || !IsOneHot(array.Values, classes))
        {
            return array;
        }

        notes.Add($"'{array.Name}' is one-hot: the place of the 1 is the class");
        return array with
        {
            Shape = [points],
            Values = [.. array.Values.Chunk(classes).Select(static row => (double)Array.IndexOf(row, 1.0))],
        };
    }

    /// <summary>
    /// Labels as texts: numbers from 0 that were saved as texts are these numbers; names are numbered in order where every class occurs, so
    /// that the order is certain.
    /// </summary>
    private static NamedArray Numbered(NamedArray array, IReadOnlyList<string> texts, int classes, List<string> notes)
    {
        (int[] places, ImmutableArray<string> names) = LabelCheck.Distinct(texts);
        if (NamedPlaces.Numbers(names) is { } numbers && numbers.All(number => IsClass(number.Value, classes)))
        {
            notes.Add($"'{array.Name}' holds numbers saved as texts");
            return array with { Texts = null, Values = [.. places.Select(place => numbers[place].Value)] };
        }

        if (names.Length != classes)
        {
            return array with
            {
                Flaw = string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{array.Name}' holds {names.Length} different texts and the outputs are of {classes} classes, so that nobody can tell which output is whose; give the numbers of the classes, from 0."
                ),
            };
        }

        notes.Add(
            $"'{array.Name}' holds texts, numbered in sorted order: {string.Join(", ", names.Take(8).Select(static (name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} = {i}")))}"
                + (names.Length > 8 ? ", ..." : "")
        );
        return array with { Texts = null, Names = names, Values = [.. places.Select(static place => (double)place)] };
    }

    private static bool IsClass(double number, int classes) =>
        number >= 0 && number % 1 == 0 && (classes == 0 || number < classes);

    /// <summary>A column of labels, masks, scores or phi is a list.</summary>
    private static NamedArray Column(NamedArray array) =>
        array.Shape is [int points, 1]
        && (
            array.Name is "members" or "target_phi" or "scores"
            || array.Name.EndsWith("labels", StringComparison.Ordinal)
        )
            ? array with
            {
                Shape = [points],
            }
            : array;

    private static bool IsOneHot(double[] values, int classes) =>
        values.Chunk(classes).All(static row => row.Count(static v => v == 1) == 1 && row.All(static v => v is 0 or 1));
}
