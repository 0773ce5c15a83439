using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;

namespace Unlearn.Benchmarks.Verification;

/// <summary>Synthetic outputs for the benchmarks, the same on every machine.</summary>
internal static class Scores
{
    public static double[] Normal(int count, ulong seed, double shift = 0)
    {
        var key = new RandomKey(seed);
        return [.. Enumerable.Range(0, count).Select(i => key.Normal((ulong)i) + (i % 2 == 0 ? shift : 0))];
    }

    public static bool[] Sides(int count) => [.. Enumerable.Range(0, count).Select(i => i % 2 == 0)];

    public static int[] Labels(int count, int classes) =>
        [.. Enumerable.Range(0, count).Select(i => new RandomKey(99).Below((ulong)i, classes))];

    public static LogitTable Table(int points, int classes, ulong seed) => new(Normal(points * classes, seed), classes);

    public static bool[] Mask(int points, int shadow) =>
        [.. Enumerable.Range(0, points).Select(i => (new RandomKey(7).Below((ulong)i, 2) + shadow) % 2 == 0)];
}
