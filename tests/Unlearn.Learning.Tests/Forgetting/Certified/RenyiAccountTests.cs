using Unlearn.Learning.Forgetting.Certified;

namespace Unlearn.Learning.Tests.Forgetting.Certified;

public sealed class RenyiAccountTests
{
    [Test]
    public void One_step_of_training_and_none_after_is_the_gaussian_mechanism()
    {
        var account = Account(0.9, 0.3, 0.25, 1, 0);

        Assert.That(account.Slope, Is.EqualTo(0.3 * 0.3 / (2 * 0.25)).Within(1e-15));
    }

    [TestCase(3, 2)]
    [TestCase(40, 15)]
    public void The_closed_form_is_the_cheapest_of_all_ways_to_hide_the_difference(int learn, int more)
    {
        const double c = 0.8;
        const double s = 0.5;
        var account = Account(c, s, 1.0, learn, more);
        int all = learn + more;
        double[] best = Shifts(c, [.. Enumerable.Range(0, all).Select(step => step < learn ? s : 0.0)]);

        // What is left of the difference is never negative, nothing is left at the end, and the squares are the account's.
        double left = 0.0;
        for (int step = 0; step < all; step++)
        {
            left = (c * left) + (step < learn ? s : 0.0) - best[step];
            Assert.That(left, Is.GreaterThanOrEqualTo(-1e-12));
        }

        Assert.That(left, Is.Zero.Within(1e-12));
        Assert.That(account.Slope, Is.EqualTo(best.Sum(static a => a * a) / 2).Within(1e-12));
    }

    [Test]
    public void Every_step_of_unlearning_lowers_epsilon_and_it_goes_to_zero()
    {
        double[] epsilons =
        [
            .. new[] { 0, 1, 10, 100, 1000, 10000 }.Select(static steps =>
                Account(0.99, 0.1, 0.001, 500, steps).Epsilon(1e-5)
            ),
        ];

        Assert.That(epsilons, Is.Ordered.Descending);
        Assert.That(epsilons[0], Is.GreaterThan(10));
        Assert.That(epsilons[^1], Is.LessThan(1e-3));
    }

    [Test]
    public void Epsilon_lies_above_that_of_the_exact_gaussian_and_not_far()
    {
        // Slope 1/2 is sensitivity 1 over deviation 1, whose exact epsilon at delta 1e-5 is 4.377 (Balle and Wang 2018).
        double epsilon = Account(0.5, 1.0, 1.0, 1, 0).Epsilon(1e-5);

        Assert.That(epsilon, Is.InRange(4.377, 4.8));
    }

    [Test]
    public void Parts_that_leave_one_after_another_add_up_and_the_account_is_still_the_cheapest_way()
    {
        const double c = 0.85;
        AccountPhase[] phases = [new(0.5, 30), new(0.3, 4), new(0.2, 7), new(0.0, 5)];
        double[] differences =
        [
            .. phases.SelectMany(static phase => Enumerable.Repeat(phase.Sensitivity, phase.Steps)),
        ];
        double[] best = Shifts(c, differences);
        double left = 0.0;
        foreach ((double difference, double shift) in differences.Zip(best))
        {
            left = (c * left) + difference - shift;
            Assert.That(left, Is.GreaterThanOrEqualTo(-1e-12));
        }

        double slope = new RenyiAccount(c, 2.0, phases).Slope;

        Assert.That(left, Is.Zero.Within(1e-12));
        Assert.That(slope, Is.EqualTo(best.Sum(static a => a * a) / 4).Within(1e-12));
        Assert.That(
            slope,
            Is.GreaterThan(new RenyiAccount(c, 2.0, [new(0.2, 41), new(0.0, 5)]).Slope),
            "the last part alone"
        );
        Assert.That(slope, Is.LessThan(new RenyiAccount(c, 2.0, [new(0.5, 41), new(0.0, 5)]).Slope), "all to the last");
    }

    private static RenyiAccount Account(
        double contraction,
        double sensitivity,
        double variance,
        int learn,
        int steps
    ) => new(contraction, variance, [new AccountPhase(sensitivity, learn), new AccountPhase(0.0, steps)]);

    /// <summary>The least shifts that hide the differences of all steps.</summary>
    private static double[] Shifts(double c, double[] differences)
    {
        int all = differences.Length;
        double total = differences.Select((s, at) => s * Math.Pow(c, all - 1 - at)).Sum();
        double weights = Enumerable.Range(1, all).Sum(t => Math.Pow(c, 2 * (all - t)));
        return [.. Enumerable.Range(1, all).Select(t => total / weights * Math.Pow(c, all - t))];
    }
}
