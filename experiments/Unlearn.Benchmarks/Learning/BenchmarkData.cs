using System.Globalization;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Benchmarks.Learning;

/// <summary>
/// The data that benchmarks run on: the digits that the library carries, and stand-ins of the shape and the share of zeros of larger
/// datasets. Times depend on these and not on what the numbers mean, so that benchmarks run anywhere.
/// </summary>
internal static class BenchmarkData
{
    /// <summary>As Location-30: 5,010 points of 446 binary features of which 12 % are set, 30 classes.</summary>
    public static Dataset Location() => StandIn("location-30", 5010, 446, 30, density: 0.12, static _ => 1f);

    /// <summary>The small handwritten digits: 1,797 points of 64 features, 10 classes.</summary>
    public static Dataset Digits() => new Digits().Load(new DataFolders([], AppContext.BaseDirectory));

    /// <summary>As training points of MNIST: 784 features of which 19 % are not 0, 10 classes.</summary>
    public static Dataset Mnist(int points) =>
        StandIn("mnist", points, 784, 10, density: 0.19, static part => (float)part);

    private static Dataset StandIn(
        string name,
        int points,
        int width,
        int classes,
        double density,
        Func<double, float> value
    )
    {
        RandomKey key = new RandomKey(0).Derive(name);
        var features = new float[points * width];
        for (int i = 0; i < features.Length; i++)
        {
            double drawn = key.Uniform((ulong)i);
            features[i] = drawn < density ? value(drawn / density) : 0f;
        }

        return new Dataset
        {
            Name = name,
            Features = features,
            FeatureShape = [width],
            Labels = [.. Enumerable.Range(0, points).Select(point => point % classes)],
            ClassNames = [.. Enumerable.Range(0, classes).Select(static c => c.ToString(CultureInfo.InvariantCulture))],
            Digest = name,
        };
    }
}
