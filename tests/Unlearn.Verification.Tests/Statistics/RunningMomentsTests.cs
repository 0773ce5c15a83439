using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class RunningMomentsTests
{
    [Test]
    public void Before_the_first_number_all_is_zero()
    {
        RunningMoments none = default;

        Assert.That((none.Count, none.Mean, none.Deviation), Is.EqualTo((0, 0.0, 0.0)));
    }

    [Test]
    public void One_number_is_its_own_mean_and_does_not_deviate()
    {
        RunningMoments one = Of(-3.5);

        Assert.That((one.Count, one.Mean, one.Deviation), Is.EqualTo((1, -3.5, 0.0)));
    }

    [Test]
    public void The_deviation_divides_by_the_count()
    {
        // Squares about 5: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 of 8 numbers.
        RunningMoments moments = Of(2, 4, 4, 4, 5, 5, 7, 9);

        Assert.That(moments.Count, Is.EqualTo(8));
        Assert.That(moments.Mean, Is.EqualTo(5).Within(1e-15));
        Assert.That(moments.Deviation, Is.EqualTo(2).Within(1e-15));
    }

    [Test]
    public void A_large_mean_takes_no_digits_from_the_deviation()
    {
        RunningMoments moments = Of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);

        Assert.That(moments.Mean, Is.EqualTo(1e9 + 10));
        Assert.That(moments.Deviation, Is.EqualTo(Math.Sqrt(22.5)).Within(1e-12));
    }

    private static RunningMoments Of(params double[] values)
    {
        RunningMoments moments = default;
        foreach (double value in values)
        {
            moments.Add(value);
        }

        return moments;
    }
}
