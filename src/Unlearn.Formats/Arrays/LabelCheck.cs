using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;

namespace Unlearn.Formats.Arrays;

/// <summary>Turns numbers of a file into labels.</summary>
internal static class LabelCheck
{
    /// <summary>The most classes that are taken for meant; more is a wrong file (pixels in place of labels, say).</summary>
    private const int MostClasses = 100_000;

    /// <summary>Labels from numbers, each checked to be a whole number from 0 to the number of classes less one.</summary>
    /// <param name="count">How many.</param>
    /// <param name="classes">Number of classes, or 0 where it is not known.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <param name="number">The number at a position.</param>
    /// <param name="what">What the numbers are, for messages.</param>
    public static int[] ToLabels(int count, int classes, string file, Func<int, double> number, string what = "label")
    {
        int limit = classes == 0 ? MostClasses : classes;
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            double value = number(i);
            if (!(value >= 0 && value < limit) || value != Math.Floor(value))
            {
                string right = classes == 0 ? "a whole number from 0" : $"0 to {classes - 1}";
                throw new InputException(
                    $"the {what} of record {i + 1} is {value.ToString(CultureInfo.InvariantCulture)}; {right} is right.",
                    file
                );
            }

            labels[i] = (int)value;
        }

        return labels;
    }

    /// <summary>The given class names, or "0", "1", ... up to the largest label.</summary>
    public static ImmutableArray<string> Names(IReadOnlyList<string> given, IEnumerable<int> labels) =>
        given.Count > 0
            ? [.. given]
            :
            [
                .. Enumerable
                    .Range(0, labels.Max() + 1)
                    .Select(static label => label.ToString(CultureInfo.InvariantCulture)),
            ];
}
