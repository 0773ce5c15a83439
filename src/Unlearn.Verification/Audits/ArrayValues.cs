using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Audits;

/// <summary>Checks and conversions of one named array; every error names the array and the place in it.</summary>
internal static class ArrayValues
{
    private const double SumTolerance = 1e-3;

    /// <summary>Checks that the values fill the shape and are finite.</summary>
    public static void Check(NamedArray array)
    {
        if (array.Flaw is { } flaw)
        {
            throw new InputException(flaw);
        }

        if (array.Texts is { } texts)
        {
            throw new InputException(
                $"'{array.Name}' holds texts such as '{VisibleText.Excerpt(texts.Count > 0 ? texts[0] : "", 40)}'; numbers are right{Advice(array.Name)}."
            );
        }

        long expected = array.Shape.Aggregate(1L, (product, length) => product * length);
        if (expected != array.Values.Length)
        {
            throw new InputException(
                $"'{array.Name}' has {array.Values.Length} values, but its shape {array.ShapeText} takes {expected}."
            );
        }

        int bad = Array.FindIndex(array.Values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new InputException(
                $"'{array.Name}' holds {array.Values[bad]} at {Position(array, bad)}; give finite numbers."
            );
        }
    }

    private static string Advice(string name) =>
        name.EndsWith("labels", StringComparison.Ordinal)
            ? " (np.unique(a, return_inverse=True)[1])"
            : " (a.astype(float) where the texts are numbers)";

    /// <summary>Logits log(max(p, 1e-30)) of probabilities.</summary>
    public static NamedArray FromProbabilities(NamedArray array)
    {
        int classes = array.Shape.Count > 0 ? array.Shape[^1] : 1;
        var logits = new double[array.Values.Length];
        for (int start = 0; start < logits.Length; start += classes)
        {
            double sum = 0;
            for (int k = start; k < start + classes; k++)
            {
                double p = array.Values[k];
                if (p is < 0 or > 1 + 1e-6)
                {
                    throw new InputException(
                        $"'{array.Name}' holds {p} at {Position(array, k)}; probabilities lie in [0, 1]. "
                            + "If these are logits, name the array '_logits'."
                    );
                }

                sum += p;
                logits[k] = Math.Log(ProbabilityFloor.Of(p));
            }

            if (Math.Abs(sum - 1) > SumTolerance)
            {
                throw new InputException(
                    $"'{array.Name}' has a row that sums to {sum:R} at {Position(array, start)}; probabilities of a point sum to 1."
                );
            }
        }

        return array with
        {
            Values = logits,
        };
    }

    /// <summary>Classes, whole numbers from 0.</summary>
    public static int[] Labels(NamedArray array, int points, int classes)
    {
        CheckShape(array, [points]);
        return
        [
            .. array.Values.Select(
                (value, i) =>
                    value >= 0 && value < classes && value == Math.Floor(value)
                        ? (int)value
                        : throw new InputException(
                            $"'{array.Name}' holds {value} at {Position(array, i)}; classes are whole numbers 0 to {classes - 1}{FromOne(array.Values, classes)}."
                        )
            ),
        ];
    }

    private static string FromOne(double[] values, int classes) =>
        Array.TrueForAll(values, value => value >= 1 && value <= classes)
            ? ", and these seem to be counted from 1: subtract 1"
            : "";

    /// <summary>A mask of 0 and 1.</summary>
    public static bool[] Flags(NamedArray array, int[] shape)
    {
        CheckShape(array, shape);
        return
        [
            .. array.Values.Select(
                (value, i) =>
                    value is 0 or 1
                        ? value == 1
                        : throw new InputException(
                            $"'{array.Name}' holds {value} at {Position(array, i)}; a mask is 0 (no member) or 1 (member)."
                        )
            ),
        ];
    }

    /// <summary>Checks the lengths of the axes.</summary>
    public static void CheckShape(NamedArray array, int[] shape)
    {
        if (!array.Shape.SequenceEqual(shape))
        {
            throw new InputException(
                $"'{array.Name}' has shape {array.ShapeText}, expected {string.Join(" x ", shape)}."
            );
        }
    }

    /// <summary>The index of a value along each axis, counted from 0.</summary>
    private static string Position(NamedArray array, int index)
    {
        var position = new int[array.Shape.Count];
        for (int axis = position.Length - 1; axis >= 0; axis--)
        {
            position[axis] = index % array.Shape[axis];
            index /= array.Shape[axis];
        }

        return $"[{string.Join(", ", position)}]";
    }
}
