using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Attacks;

public sealed class DistributionFiguresTests
{
    private static readonly DistributionFigures Losses = new(new FigureKind("loss", "Loss", "The loss of a point."));

    [Test]
    public void One_number_per_point_has_a_mean_a_median_a_high_and_a_largest()
    {
        IReadOnlyList<Figure> figures = Losses.Of([.. Enumerable.Range(0, 20).Select(static i => (double)i), 41]);

        Assert.That(
            figures.Select(static figure => (figure.Name, figure.Value)),
            Is.EqualTo(
                new (string, double?)[] { ("loss-mean", 11), ("loss-median", 10), ("loss-95th", 19), ("loss-max", 41) }
            )
        );
    }

    [Test]
    public void Of_no_point_there_is_no_figure()
    {
        IReadOnlyList<Figure> figures = Losses.Of([]);

        Assert.That(figures.Select(static figure => figure.Value), Has.All.Null.And.Exactly(4).Items);
        Assert.That(
            figures.Select(static figure => figure.NotResolvable),
            Has.All.EqualTo("there is not one such point")
        );
    }
}
