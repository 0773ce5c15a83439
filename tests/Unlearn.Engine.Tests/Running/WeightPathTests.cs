using Unlearn.Engine.Running;

namespace Unlearn.Engine.Tests.Running;

public sealed class WeightPathTests
{
    [TestCase(0)]
    [TestCase(7)]
    [TestCase(WeightPath.Most)]
    public void A_short_way_is_kept_step_by_step(int steps) =>
        Assert.That(Seen(steps), Is.EqualTo(Enumerable.Range(1, steps)));

    [TestCase(WeightPath.Most + 1)]
    [TestCase(1000)]
    [TestCase(1120)]
    public void A_long_way_is_kept_at_even_steps(int steps)
    {
        int[] seen = Seen(steps);
        int stride = seen[0];

        Assert.That(seen, Has.Length.InRange(WeightPath.Most / 2, WeightPath.Most));
        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, seen.Length).Select(step => step * stride)));
        Assert.That(steps - seen[^1], Is.LessThan(stride), "to the end");
    }

    // The step at which each place between start and end was seen.
    private static int[] Seen(int steps)
    {
        var path = new WeightPath([0]);
        for (int step = 1; step <= steps; step++)
        {
            path.Add([step]);
        }

        IReadOnlyList<float[]> whole = path.To([-1]);
        Assert.That(whole[0], Is.EqualTo(new float[] { 0 }));
        Assert.That(whole[^1], Is.EqualTo(new float[] { -1 }));
        return [.. whole.Skip(1).SkipLast(1).Select(static row => (int)row[0])];
    }
}
