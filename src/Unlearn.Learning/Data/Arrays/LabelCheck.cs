using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Learning.Data.Tables;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Arrays;

/// <summary>Turns what a file calls classes or groups into numbers from 0 and their names.</summary>
internal static class LabelCheck
{
    /// <summary>The most classes that are taken for meant; more is a wrong file (pixels in place of labels, say).</summary>
    private const int MostClasses = 100_000;

    /// <summary>
    /// The number of each point's class among the names that there are, sorted: labels 1 to 3 are three classes, and none that no point has.
    /// Where names are declared, a label is one of them (see <see cref="NamedPlaces"/>).
    /// </summary>
    /// <param name="labels">What the file says of each point.</param>
    /// <param name="declared">Names in label order; empty: those that occur.</param>
    /// <param name="file">The file's name in messages, for the point with a number from 0.</param>
    /// <exception cref="InputException">A label is none of the declared names, or there are too many.</exception>
    public static (int[] Labels, ImmutableArray<string> Names) ToClasses(
        IReadOnlyList<string> labels,
        IReadOnlyList<string> declared,
        Func<int, string> file
    )
    {
        (int[] places, ImmutableArray<string> names) = Distinct(labels);
        if (declared.Count == 0)
        {
            return names.Length <= MostClasses
                ? (places, names)
                : throw new InputException(
                    $"the labels are {names.Length} different ones; at most {MostClasses} classes are right.",
                    file(0)
                );
        }

        ImmutableArray<string> known = [.. declared];
        int[] meant = [.. names.Select(name => NamedPlaces.Find(known, name))];
        for (int i = 0; i < places.Length; i++)
        {
            if (meant[places[i]] < 0)
            {
                throw new InputException(
                    $"the label of record {i + 1} is {names[places[i]]}; {NamedPlaces.Range(known)} is right.",
                    file(i)
                );
            }
        }

        return ([.. places.Select(place => meant[place])], known);
    }

    /// <summary>The number of each value among the distinct ones, sorted.</summary>
    public static (int[] Places, ImmutableArray<string> Names) Distinct(IEnumerable<string> values)
    {
        var column = new TextColumn();
        foreach (string value in values)
        {
            column.Add(value);
        }

        (ImmutableArray<string> names, int[] places) = column.Sorted();
        return (places, names);
    }

    /// <summary>A whole number as text.</summary>
    /// <param name="value">The number.</param>
    /// <param name="record">Whose it is, from 0.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <param name="what">What the numbers are, for messages.</param>
    /// <exception cref="InputException">It is not whole.</exception>
    public static string Whole(double value, int record, string file, string what = "label") =>
        value == Math.Floor(value) && double.IsFinite(value)
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : throw new InputException(
                $"the {what} of record {record + 1} is {value.ToString(CultureInfo.InvariantCulture)}; a whole number is right.",
                file
            );
}
