using Unlearn.Engine.Ledger;
using Unlearn.Engine.Tuning;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Tuning;

public sealed class AverageGapsTests
{
    [Test]
    public void A_gap_of_one_spread_counts_one_and_the_reference_itself_nothing()
    {
        var gaps = new AverageGaps([Seed(0.01, 0.02, 0.03, 0.4), Seed(-0.01, -0.02, -0.03, -0.4)]);

        Assert.That(gaps.Of(Seed(0, 0, 0, 0)), Is.Zero);
        Assert.That(gaps.Of(Seed(-0.01, 0.02, -0.03, 0.4)), Is.EqualTo(1.0).Within(1e-12));
        Assert.That(gaps.Of(Seed(0.02, 0, 0, 0.4)), Is.EqualTo((2.0 + 1.0) / 4).Within(1e-12));
    }

    [Test]
    public void The_spread_is_the_root_mean_square_over_seeds()
    {
        var gaps = new AverageGaps([Seed(0.03, 0.1, 0.1, 1), Seed(0.04, 0.1, 0.1, 1)]);

        Assert.That(
            gaps.Spreads[ClosenessFigures.Retain],
            Is.EqualTo(Math.Sqrt(((0.03 * 0.03) + (0.04 * 0.04)) / 2)).Within(1e-15)
        );
    }

    [Test]
    public void Retraining_that_agrees_by_chance_is_no_finer_a_yardstick_than_its_points_allow()
    {
        var gaps = new AverageGaps([Seed(0, 0, 0, 0, error: 0.05), Seed(0, 0, 0, 0, error: 0.07)]);

        Assert.That(gaps.Spreads.Values, Is.All.EqualTo(0.06).Within(1e-15));
        Assert.That(gaps.Of(Seed(0.06, 0, 0, 0)), Is.EqualTo(0.25).Within(1e-12));
    }

    [Test]
    public void One_boundless_figure_does_not_outweigh_the_others()
    {
        var gaps = new AverageGaps([Seed(0.01, 0.01, 0.01, 0.1)]);

        Assert.That(gaps.Of(Seed(0, 0, 0, 1e9)), Is.EqualTo(ITuningMeasure.Cap / 4).Within(1e-12));
        Assert.That(gaps.Of(Seed(0, 0, 0, double.NaN)), Is.EqualTo(ITuningMeasure.Cap / 4).Within(1e-12));
        Assert.That(gaps.Of(Seed(0, 0, 0, double.PositiveInfinity)), Is.EqualTo(ITuningMeasure.Cap / 4).Within(1e-12));
    }

    [Test]
    public void Without_any_spread_every_gap_is_as_large_as_gaps_get()
    {
        var gaps = new AverageGaps([Seed(0, 0, 0, 0)]);

        Assert.That(gaps.Of(Seed(0, 0, 0, 0)), Is.Zero);
        Assert.That(gaps.Of(Seed(0.1, 0.1, 0.1, 0.1)), Is.EqualTo(ITuningMeasure.Cap));
    }

    [Test]
    public void Over_seeds_it_is_a_mean_with_students_interval()
    {
        var gaps = new AverageGaps([Seed(0.1, 0.1, 0.1, 0.1)]);

        Figure figure = ((ITuningMeasure)gaps).Of([Seed(0.1, 0.1, 0.1, 0.1), Seed(0.3, 0.3, 0.3, 0.3)]);

        Assert.That(figure.Value, Is.EqualTo(2.0).Within(1e-12));
        // t(1) = 12.706 times sqrt(2) / sqrt(2).
        Assert.That(figure.Interval!.Upper, Is.EqualTo(14.706).Within(1e-3));
        Assert.That(figure.Count, Is.EqualTo(2));
        Assert.That(((ITuningMeasure)gaps).Of([Seed(0, 0, 0, 0)]).Interval, Is.Null);
    }

    private static MeasureResult Seed(double retain, double forget, double unseen, double loss, double error = 0.0) =>
        new([
            .. (
                (string[])
                    [
                        ClosenessFigures.Retain,
                        ClosenessFigures.Forget,
                        ClosenessFigures.Unseen,
                        ClosenessFigures.ForgetLoss,
                    ]
            )
                .Zip([retain, forget, unseen, loss])
                .SelectMany(pair =>
                    new Figure[] { Of(pair.First, pair.Second), Of(ClosenessFigures.ErrorOf(pair.First), error) }
                ),
        ]);

    private static Figure Of(string name, double value) =>
        new()
        {
            Name = name,
            Value = value,
            Count = 100,
        };
}
