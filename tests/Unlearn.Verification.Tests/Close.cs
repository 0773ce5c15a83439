namespace Unlearn.Verification.Tests;

/// <summary>The oracles' notion of equality: within a tolerance, relative or absolute.</summary>
internal static class Close
{
    public static void To(double actual, double expected, double tolerance, string what)
    {
        if (double.IsInfinity(expected))
        {
            Assert.That(actual, Is.EqualTo(expected), what);
            return;
        }

        Assert.That(
            Math.Abs(actual - expected),
            Is.LessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(expected))),
            $"{what}: {actual:R} against {expected:R}"
        );
    }

    public static void To(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance, string what)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count), what);
        for (int i = 0; i < actual.Count; i++)
        {
            To(actual[i], expected[i], tolerance, $"{what}, entry {i}");
        }
    }
}
