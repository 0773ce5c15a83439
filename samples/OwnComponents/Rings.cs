using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;

namespace OwnComponents;

/// <summary>Points of the plane on two noisy rings, one per class. Made up, so nothing is read.</summary>
[Dataset("rings")]
[Columns]
public sealed record Rings : IDatasetSource
{
    private static readonly ImmutableArray<int> Shape = [2];
    private static readonly ImmutableArray<string> Names = ["inner", "outer"];

    /// <summary>Number of points. Default 600.</summary>
    [Range(10, 1_000_000)]
    public int Points { get; init; } = 600;

    /// <summary>Standard deviation of the distance to the ring; the rings have radius 1 and 2. Default 0.3.</summary>
    [Range(0.0, 10.0)]
    public double Noise { get; init; } = 0.3;

    /// <inheritdoc />
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc />
    public Dataset Load(DataFolders folders)
    {
        // A number is a function of its key: the first points stay the same when more are asked for.
        RandomKey key = new RandomKey(0).Derive("rings");
        float[] features = new float[2 * Points];
        int[] labels = new int[Points];
        for (int point = 0; point < Points; point++)
        {
            RandomKey own = key.Derive(point);
            double angle = 2 * Math.PI * own.Uniform(0);
            labels[point] = point % 2;
            double radius = labels[point] + 1 + (Noise * own.Normal(1));
            features[2 * point] = (float)(radius * Math.Cos(angle));
            features[(2 * point) + 1] = (float)(radius * Math.Sin(angle));
        }

        return new Dataset
        {
            Name = "rings",
            Features = features,
            FeatureShape = Shape,
            Labels = labels,
            ClassNames = Names,
            Digest = DatasetDigest.Compute(features, Shape, labels, Names),
        };
    }
}
