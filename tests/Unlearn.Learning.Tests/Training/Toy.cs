using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Training;

/// <summary>Small made-up problems: classes are noisy prototypes, two thirds of the features are zero where that is asked for.</summary>
internal static class Toy
{
    public static Dataset Dataset(int points, int features, int classes, ulong key = 7, bool zeros = true)
    {
        var random = new RandomKey(key);
        RandomKey noise = random.Derive("noise");
        RandomKey prototypes = random.Derive("prototypes");
        var values = new float[points * features];
        var labels = new int[points];
        for (int i = 0; i < points; i++)
        {
            labels[i] = random.Below((ulong)i, classes);
            for (int j = 0; j < features; j++)
            {
                ulong at = (ulong)((i * features) + j);
                double value = prototypes.Normal((ulong)((labels[i] * features) + j)) + noise.Normal(at);
                values[at] = zeros && noise.Bits(at) % 3 != 0 ? 0f : (float)value;
            }
        }

        return new Dataset
        {
            Name = "toy",
            Features = values,
            FeatureShape = [features],
            Labels = labels,
            ClassNames = [.. Enumerable.Range(0, classes).Select(static c => $"c{c}")],
            Digest = $"{points}-{features}-{classes}-{key}-{zeros}",
        };
    }

    /// <summary>Members with different seeds, points and learning rates.</summary>
    public static MemberSpec[] Members(int count, int points, TrainingOptions options) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(m => new MemberSpec(
                    new RandomKey(100).Derive(m),
                    new PointSet(Enumerable.Range(0, points).Where(i => (i + m) % (3 + (m % 4)) != 0)),
                    options with
                    {
                        LearningRate = options.LearningRate * (1.0 + (0.1 * m)),
                    }
                )),
        ];
}
