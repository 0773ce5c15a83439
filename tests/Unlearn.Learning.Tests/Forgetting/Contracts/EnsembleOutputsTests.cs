using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Forgetting.Contracts;

public sealed class EnsembleOutputsTests
{
    [Test]
    public void A_vote_gives_the_logarithms_of_vote_shares()
    {
        LogitTable votes = EnsembleOutputs.Aggregate(
            [Table(3, 1, 0), Table(2, 1, 0), Table(0, 1, 0), Table(9, 1, 0)],
            Aggregation.Vote
        );

        Assert.That(votes.Values[0], Is.EqualTo(Math.Log(0.75)).Within(1e-15));
        Assert.That(votes.Values[1], Is.EqualTo(Math.Log(0.25)).Within(1e-15));
        Assert.That(votes.Values[2], Is.EqualTo(Math.Log(EnsembleOutputs.ShareFloor)));
    }

    [Test]
    public void A_tie_within_a_constituent_goes_to_the_lowest_class() =>
        Assert.That(
            EnsembleOutputs.Aggregate([Table(1, 1, 0), Table(0, 2, 2)], Aggregation.Vote).Values[..2],
            Is.EqualTo(new[] { Math.Log(0.5), Math.Log(0.5) })
        );

    [Test]
    public void The_mean_is_the_logarithm_of_mean_probabilities()
    {
        double[] values = EnsembleOutputs
            .Aggregate([Table(Math.Log(3), 0, double.NegativeInfinity), Table(0, 0, 0)], Aggregation.Mean)
            .Values;

        Assert.That(Math.Exp(values[0]), Is.EqualTo((0.75 + (1.0 / 3)) / 2).Within(1e-15));
        Assert.That(Math.Exp(values[1]), Is.EqualTo((0.25 + (1.0 / 3)) / 2).Within(1e-15));
        Assert.That(Math.Exp(values[2]), Is.EqualTo(1.0 / 6).Within(1e-15));
    }

    [Test]
    public void The_mean_stays_finite_for_extreme_logits() =>
        Assert.That(
            EnsembleOutputs.Aggregate([Table(5000, -5000, 0), Table(5000, -5000, 0)], Aggregation.Mean).Values,
            Has.All.Matches<double>(double.IsFinite)
        );

    [TestCase(Aggregation.Vote)]
    [TestCase(Aggregation.Mean)]
    public void A_lone_constituent_answers_itself(Aggregation aggregation)
    {
        LogitTable table = Table(4, -2, 1);

        Assert.That(EnsembleOutputs.Aggregate([table], aggregation), Is.SameAs(table));
    }

    [Test]
    public void Constituents_of_other_shapes_are_refused() =>
        Assert.That(
            () => EnsembleOutputs.Aggregate([Table(1, 2, 3), Table(1, 2, 3, 4, 5, 6)], Aggregation.Mean),
            Throws.ArgumentException
        );

    private static LogitTable Table(params double[] values) => new(values, 3);
}
