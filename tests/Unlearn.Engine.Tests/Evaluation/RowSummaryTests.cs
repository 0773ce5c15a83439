using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

public sealed class RowSummaryTests
{
    [Test]
    public void The_interval_of_a_mean_is_students()
    {
        Figure mean = RowSummary.Of([Trial(0, 1.0), Trial(1, 2.0), Trial(2, 4.0)]).Single();

        // mean 7/3, deviation sqrt(7/3), t(2) at 0.975 = 4.302652729911275 (tables).
        double half = 4.302652729911275 * Math.Sqrt(7.0 / 3.0) / Math.Sqrt(3.0);
        Assert.That(mean.Value, Is.EqualTo(7.0 / 3.0).Within(1e-12));
        Assert.That(mean.Interval!.Lower, Is.EqualTo((7.0 / 3.0) - half).Within(1e-9));
        Assert.That(mean.Interval.Upper, Is.EqualTo((7.0 / 3.0) + half).Within(1e-9));
        Assert.That(mean.Count, Is.EqualTo(3));
        Assert.That(mean.Interval.Method, Is.EqualTo("student-t"));
    }

    [Test]
    public void One_seed_has_no_interval() => Assert.That(RowSummary.Of([Trial(0, 1.0)]).Single().Interval, Is.Null);

    [Test]
    public void Failed_seeds_are_left_out()
    {
        TrialResult failed = Trial(1, 100.0) with { Status = TrialStatus.Failed, Reason = "why" };
        Figure mean = RowSummary.Of([failed, Trial(0, 1.0), Trial(2, 3.0)]).Single();
        Assert.That(mean.Value, Is.EqualTo(2.0));
        Assert.That(mean.Count, Is.EqualTo(2));
    }

    [Test]
    public void A_figure_that_one_seed_cannot_resolve_has_no_mean()
    {
        Figure mean = RowSummary.Of([Trial(0, 1.0), Trial(1, null)]).Single();
        Assert.That(mean.Value, Is.Null);
        Assert.That(mean.NotResolvable, Is.EqualTo("too few"));
    }

    [Test]
    public void Without_a_completed_seed_there_is_no_summary() =>
        Assert.That(RowSummary.Of([Trial(0, 1.0) with { Status = TrialStatus.Failed }]), Is.Empty);

    private static TrialResult Trial(int seed, double? value) =>
        new()
        {
            Id = $"t/{seed}",
            Seed = seed,
            Status = TrialStatus.Completed,
            Figures =
            [
                new Figure
                {
                    Name = "x",
                    Value = value,
                    Count = 10,
                    NotResolvable = value is null ? "too few" : null,
                },
            ],
        };
}
