using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Learning.Data.Sources;

/// <summary>An idx file of points and the idx file of their labels.</summary>
internal sealed record IdxPair(IdxArray Points, IdxArray Labels)
{
    /// <summary>Number of points.</summary>
    public int Count => Points.Sizes[0];

    /// <summary>Reads both and checks that they belong together.</summary>
    public static IdxPair Parse(byte[] points, string pointsFile, byte[] labels, string labelsFile)
    {
        var pair = new IdxPair(IdxArray.Parse(points, pointsFile), IdxArray.Parse(labels, labelsFile));
        if (pair.Labels.Sizes.Length != 1)
        {
            throw new InputException(
                $"the labels have {pair.Labels.Sizes.Length} dimensions ({string.Join(" x ", pair.Labels.Sizes)}); one is right.",
                labelsFile
            );
        }

        if (pair.Labels.Sizes[0] != pair.Count)
        {
            throw new InputException(
                $"there are {pair.Labels.Sizes[0]} labels, but {pair.Count} points in {pointsFile}; as many of both are right.",
                labelsFile
            );
        }

        return pair.Count > 0 && pair.Points.Data.Length > 0
            ? pair
            : throw new InputException("the file holds no points.", pointsFile);
    }

    /// <summary>Both parts as one dataset: training part first.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="train">The training part, or the only one.</param>
    /// <param name="test">The publisher's test part, or null.</param>
    /// <param name="limit">Only the first this many training points; 0: all.</param>
    /// <param name="scale">Whether bytes are scaled to 0..1.</param>
    /// <param name="classNames">In label order; empty: those that occur.</param>
    /// <param name="layout">Where the channels of pictures stand.</param>
    public static Dataset ToDataset(
        string name,
        IdxPair train,
        IdxPair? test,
        int limit,
        bool scale,
        IReadOnlyList<string> classNames,
        PictureLayout layout = PictureLayout.Chw
    )
    {
        if (test is not null && !test.Points.Sizes.Skip(1).SequenceEqual(train.Points.Sizes.Skip(1)))
        {
            throw new InputException(
                $"its points are {Shape(test.Points)}, those of {train.Points.File} are {Shape(train.Points)}; one shape is right.",
                test.Points.File
            );
        }

        int[] own = [.. train.Points.Sizes.Skip(1)];
        int width = own.Aggregate(1, static (product, size) => product * size);
        int count = limit == 0 ? train.Count : Math.Min(limit, train.Count);
        float[] features = train.Points.ToFloats(count * width, Divisor(train.Points, scale));
        string[] named = [.. train.Labels.ToLabels(count)];
        if (test is not null)
        {
            features = [.. features, .. test.Points.ToFloats(test.Count * width, Divisor(test.Points, scale))];
            named = [.. named, .. test.Labels.ToLabels(test.Count)];
        }

        (int[] labels, ImmutableArray<string> names) = LabelCheck.ToClasses(
            named,
            classNames,
            point => point < count ? train.Labels.File : test!.Labels.File
        );

        return DatasetParts.ToDataset(
            name,
            PicturePlanes.ChannelsFirst(features, own, layout),
            PicturePlanes.Shape(own, layout),
            labels,
            names,
            testStart: test is null ? null : count
        );
    }

    private static float Divisor(IdxArray points, bool scale) => scale && points.IsBytes ? 255f : 1f;

    private static string Shape(IdxArray points) => string.Join(" x ", points.Sizes.Skip(1));
}
