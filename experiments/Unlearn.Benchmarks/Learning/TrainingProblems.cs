using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks.Learning;

/// <summary>The training jobs whose times the project promises (docs/performance.md).</summary>
internal static class TrainingProblems
{
    private static readonly RandomKey Seed = new(1729);
    private static readonly TrainingOptions Options = new()
    {
        LearningRate = 0.1,
        Momentum = 0.9,
        BatchSize = 32,
        Epochs = 20,
    };

    /// <summary>Location-30 and MLP 446-128-30, tanh.</summary>
    public static TrainingData Location()
    {
        Dataset dataset = BenchmarkData.Location();
        return new TrainingData(dataset, new Mlp { Activation = Activation.Tanh }.Bind(dataset.FeatureShape, 30));
    }

    /// <summary>Digits and MLP 64-128-10, relu.</summary>
    public static TrainingData Digits()
    {
        Dataset dataset = BenchmarkData.Digits();
        return new TrainingData(dataset, new Mlp().Bind(dataset.FeatureShape, 10));
    }

    /// <summary>MNIST's training points and a CNN of 16 and 32 channels, 3 x 3.</summary>
    public static TrainingData Images(int points = 60_000)
    {
        Dataset dataset = BenchmarkData.Mnist(points);
        var cnn = new Cnn
        {
            Channels = [16, 32],
            Kernel = 3,
            Hidden = [],
        };
        return new TrainingData(dataset, cnn.Bind([1, 28, 28], 10));
    }

    /// <summary>2,000 keyed images of noise, whose contents change no time, and ResNet-20.</summary>
    public static TrainingData Colours()
    {
        ImmutableArray<int> shape = [3, 32, 32];
        const int Count = 2000;
        const int Classes = 10;
        var dataset = new Dataset
        {
            Name = "noise",
            Features = [.. Enumerable.Range(0, Count * 3 * 32 * 32).Select(static i => (float)Seed.Normal((ulong)i))],
            FeatureShape = shape,
            Labels = [.. Enumerable.Range(0, Count).Select(static i => i % Classes)],
            ClassNames = [.. Enumerable.Range(0, Classes).Select(static c => $"c{c}")],
            Digest = "noise",
        };
        return new TrainingData(dataset, new ResNet { Depth = 20 }.Bind(shape, Classes));
    }

    /// <summary>One member on all points, one epoch.</summary>
    public static MemberSpec[] Whole(Dataset dataset, int batchSize) =>
        [
            new MemberSpec(
                Seed,
                new PointSet(Enumerable.Range(0, dataset.Count)),
                Options with
                {
                    BatchSize = batchSize,
                    Epochs = 1,
                }
            ),
        ];

    /// <summary>SISA with 20 shards of 80 % of the points: batch 32, 20 epochs.</summary>
    public static MemberSpec[] Shards(Dataset dataset, int batchSize) =>
        [
            .. Enumerable
                .Range(0, 20)
                .Select(shard => new MemberSpec(
                    Seed.Derive(shard),
                    new PointSet(Chosen(dataset, Seed, 0.8).Where((_, i) => i % 20 == shard)),
                    Options with
                    {
                        BatchSize = batchSize,
                    }
                )),
        ];

    /// <summary>Shadow models on halves of the points: batch 32.</summary>
    public static MemberSpec[] Shadows(Dataset dataset, int count, int epochs = 3) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(m => new MemberSpec(
                    Seed.Derive(m),
                    new PointSet(Chosen(dataset, Seed.Derive("shadow").Derive(m), 0.5)),
                    Options with
                    {
                        Epochs = epochs,
                    }
                )),
        ];

    private static IEnumerable<int> Chosen(Dataset dataset, RandomKey key, double share) =>
        key.Order([.. Enumerable.Range(0, dataset.Count)]).Take((int)(share * dataset.Count));
}
