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

    /// <summary>Shadow models on halves of the points: batch 32, 3 epochs.</summary>
    public static MemberSpec[] Shadows(Dataset dataset, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(m => new MemberSpec(
                    Seed.Derive(m),
                    new PointSet(Chosen(dataset, Seed.Derive("shadow").Derive(m), 0.5)),
                    Options with
                    {
                        Epochs = 3,
                    }
                )),
        ];

    private static IEnumerable<int> Chosen(Dataset dataset, RandomKey key, double share) =>
        key.Order([.. Enumerable.Range(0, dataset.Count)]).Take((int)(share * dataset.Count));
}
