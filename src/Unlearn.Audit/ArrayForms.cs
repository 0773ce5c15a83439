using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Formats.Tables;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>
/// Brings arrays into the forms that audits take, where it is certain what was meant: one output per point, labels as texts, one-hot or as a
/// column. Whatever was taken for something else is said.
/// </summary>
internal static class ArrayForms
{
    /// <summary>The arrays in those forms, and what to say about them.</summary>
    /// <param name="read">Arrays that the audit reads.</param>
    /// <param name="needs">What it says of them.</param>
    public static (IReadOnlyList<AuditArray> Arrays, IReadOnlyList<string> Notes) Settle(
        IReadOnlyList<AuditArray> read,
        IReadOnlyList<ArrayNeed> needs
    )
    {
        var notes = new List<string>();
        AuditArray[] arrays =
        [
            .. read.Select(array =>
                array with
                {
                    Array = Output(array.Array, Form(array), Masked(array) is not null, notes),
                }
            ),
        ];
        return (
            [
                .. arrays.Select(array =>
                    array with
                    {
                        Array = Column(Mask(Labels(array.Array, Form(array), arrays, notes), Form(array)), Form(array)),
                    }
                ),
            ],
            notes
        );

        EvidenceArray Form(AuditArray array) => needs.First(need => need.Matches(array.Name)).Array;

        // The mask of the models, which has their axes without the classes.
        AuditArray? Masked(AuditArray array) =>
            read.FirstOrDefault(other =>
                Form(other) is { Content: ArrayContent.Members, OfModels: true }
                && other.Array.Shape.SequenceEqual(array.Array.Shape)
            );
    }

    /// <summary>A mask of texts is one where they say true and false; which of two other words means a member, nobody can tell.</summary>
    private static NamedArray Mask(NamedArray array, EvidenceArray form)
    {
        if (array.Texts is not { Count: > 0 } texts || form.Content != ArrayContent.Members)
        {
            return array;
        }

        var values = new double[texts.Count];
        for (int at = 0; at < values.Length; at++)
        {
            if (!NumberCell.TryRead(texts[at], '.', out ExactNumber number))
            {
                string word = VisibleText.Excerpt(texts[at], 40);
                return array with
                {
                    Flaw =
                        $"'{array.Name}' holds texts such as '{word}'; a mask is 0 (no member) or 1 (member), or false and true: (a == '{word}').astype(int), say, where that word means a member.",
                };
            }

            values[at] = number.Value;
        }

        return array with
        {
            Texts = null,
            Values = values,
        };
    }

    /// <summary>One output per point is that of class 1 of two.</summary>
    private static NamedArray Output(NamedArray array, EvidenceArray form, bool isAsMasks, List<string> notes)
    {
        if (!OutputNames.HasClasses(array.Name) || array.Texts is not null || array.Values.Length == 0)
        {
            return array;
        }

        int axes = form.OfModels ? 3 : 2;
        bool single = array.Shape.Count == axes && array.Shape[^1] == 1;
        bool bare = array.Shape.Count == axes - 1 && (!form.OfModels || isAsMasks);
        bool isProbability = OutputNames.IsProbabilities(array.Name);
        if (!(single || bare) || (isProbability && array.Values.Any(static p => p is < 0 or > 1)))
        {
            return array;
        }

        notes.Add(
            $"'{array.Name}' holds one output per point, taken as that of class 1: {(isProbability ? "(1 - p, p)" : "(0, z)")} are the two columns"
        );
        return array with
        {
            Shape = [.. array.Shape.Take(axes - 1), 2],
            Values = [.. array.Values.SelectMany(value => new[] { isProbability ? 1 - value : 0, value })],
        };
    }

    private static NamedArray Labels(NamedArray array, EvidenceArray form, AuditArray[] all, List<string> notes)
    {
        if (form.Content != ArrayContent.Labels)
        {
            return array;
        }

        int classes = all.FirstOrDefault(other =>
            OutputNames.HasClasses(other.Name) && OutputNames.Group(other.Name) == form.Group
        )?.Array.Shape
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
                    $"'{array.Name}' holds {names.Length} different texts and the outputs are of {classes} classes, so that it is open which output is whose; give the numbers of the classes, from 0."
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
    private static NamedArray Column(NamedArray array, EvidenceArray form) =>
        array.Shape is [int points, 1]
        && !form.OfModels
        && (
            form.Content is ArrayContent.Labels or ArrayContent.Members or ArrayContent.Scores
            || OutputNames.IsPhi(array.Name)
        )
        && !OutputNames.HasClasses(array.Name)
            ? array with
            {
                Shape = [points],
            }
            : array;

    private static bool IsOneHot(double[] values, int classes) =>
        values.Chunk(classes).All(static row => row.Count(static v => v == 1) == 1 && row.All(static v => v is 0 or 1));
}
