using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Learning.Data.Sources;

/// <summary>An array of points and the array of their labels.</summary>
/// <param name="Points">The points, first axis.</param>
/// <param name="Labels">A label a point.</param>
/// <param name="Count">How many of them are read.</param>
internal sealed record NpzPart(NpyArray Points, NpyArray Labels, int Count)
{
    /// <summary>The shape of a point as it lies in the file.</summary>
    public IReadOnlyList<int> Shape => [.. Points.Sizes.Skip(1)];

    /// <summary>Checks that both belong together.</summary>
    /// <exception cref="InputException">There are no points, texts in place of numbers, or not one label a point.</exception>
    public static NpzPart Of(NpyArray points, NpyArray labels, int limit)
    {
        if (points.Sizes.Length < 1 || points.Count == 0)
        {
            throw new InputException("the array holds no points.", points.File);
        }

        if (points.HoldsTexts)
        {
            throw new InputException("the array holds texts; features are numbers.", points.File);
        }

        int all = points.Sizes[0];
        CheckLength(labels, all);
        return new NpzPart(points, labels, limit == 0 ? all : Math.Min(limit, all));
    }

    /// <summary>Requires one value a point, in one axis or in a second one of length 1.</summary>
    public static void CheckLength(NpyArray array, int points)
    {
        if (array.Sizes is not ([_] or [_, 1]) || array.Sizes[0] != points)
        {
            string oneHot =
                array.Sizes is [int rows, > 1] && rows == points ? " (of one-hot labels, a.argmax(axis=1))" : "";
            throw new InputException(
                $"the array has the shape ({string.Join(", ", array.Sizes)}); one value for each of the {points} points is right{oneHot}.",
                array.File
            );
        }
    }

    /// <summary>The labels as texts.</summary>
    public IEnumerable<string> LabelTexts() => Enumerable.Range(0, Count).Select(point => Labels.Text(point, "label"));

    /// <summary>The numbers, divided and in the order that networks take.</summary>
    /// <exception cref="InputException">One is not finite.</exception>
    public float[] Numbers(double divisor, PictureLayout layout)
    {
        int width = Points.Count / Points.Sizes[0];
        var numbers = new float[Count * width];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)(Points.Number(i) / divisor);
            if (!float.IsFinite(numbers[i]))
            {
                throw new InputException(
                    $"the number {i % width} of point {i / width} is not finite as float32.",
                    Points.File
                );
            }
        }

        return PicturePlanes.ChannelsFirst(numbers, Shape, layout);
    }
}
