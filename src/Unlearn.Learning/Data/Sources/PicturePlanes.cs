using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Sources;

/// <summary>Brings points of an array into the order that networks take: channels, rows, columns.</summary>
internal static class PicturePlanes
{
    /// <summary>The shape of a point: channels, rows, columns, or a vector. Two axes are the rows and columns of a grey picture.</summary>
    /// <param name="shape">As it lies in the file.</param>
    /// <param name="layout">Where the channels stand.</param>
    public static ImmutableArray<int> Shape(IReadOnlyList<int> shape, PictureLayout layout) =>
        shape switch
        {
            [] => [1],
            [int rows, int columns] => [1, rows, columns],
            [int rows, int columns, int channels] when layout == PictureLayout.Hwc => [channels, rows, columns],
            _ => [.. shape],
        };

    /// <summary>The numbers in that order.</summary>
    /// <param name="values">Points one after another, as they lie in the file.</param>
    /// <param name="shape">The shape of one.</param>
    /// <param name="layout">Where the channels stand.</param>
    public static float[] ChannelsFirst(float[] values, IReadOnlyList<int> shape, PictureLayout layout)
    {
        if (layout != PictureLayout.Hwc || shape is not [int rows, int columns, > 1 and int channels])
        {
            return values;
        }

        int plane = rows * columns;
        int width = plane * channels;
        var planes = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int within = i % width;
            planes[i - within + (within % channels * plane) + (within / channels)] = values[i];
        }

        return planes;
    }
}
