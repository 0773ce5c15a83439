using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;
using Unlearn.Verification.Statistics;

namespace Unlearn.Learning.Tests.Forgetting.Scenarios;

public sealed class MemorisedScenarioTests
{
    [TestCase(MemorisationRank.Highest, new[] { 1, 3 }, new[] { 4, 7 })]
    [TestCase(MemorisationRank.Lowest, new[] { 0, 2 }, new[] { 5 })]
    public void Unseen_points_are_those_that_would_have_been_chosen(MemorisationRank rank, int[] forget, int[] unseen)
    {
        double[] scores = [0.1, 0.9, 0.2, 0.7, 0.8, 0.15, 0.6, 0.7];
        var split = new DataSplit([0, 1, 2, 3], [4, 5], [6, 7]);
        var scenario = new MemorisedScenario { Count = 2, Rank = rank };

        Assert.That(scenario.Select(split, scores), Is.EqualTo(new PointSet(forget)));
        Assert.That(scenario.NonMembers(split, scores), Is.EqualTo(new PointSet(unseen)));
    }

    [TestCase(MemorisationRank.Highest)]
    [TestCase(MemorisationRank.Lowest)]
    public void A_model_that_saw_neither_finds_both_sides_as_hard(MemorisationRank rank)
    {
        // A score is a point's difficulty with noise, and the test set a third of the training set: as many points as are forgotten
        // would have an AUC of about 0.3.
        var key = new RandomKey(11);
        double[] difficulty = [.. Enumerable.Range(0, 8000).Select(i => key.Normal((ulong)i))];
        double[] scores = [.. difficulty.Select((d, i) => d + (0.3 * key.Derive(1).Normal((ulong)i)))];
        var split = new DataSplit(
            [.. Enumerable.Range(0, 6000)],
            [.. Enumerable.Range(6000, 1500)],
            [.. Enumerable.Range(7500, 500)]
        );
        var scenario = new MemorisedScenario { Count = 900, Rank = rank };
        PointSet members = scenario.Select(split, scores);
        PointSet others = scenario.NonMembers(split, scores);

        double auc = RocCurve
            .From(
                (double[])[.. members.Concat(others).Select(point => -difficulty[point])],
                (bool[])[.. Enumerable.Range(0, members.Count + others.Count).Select(i => i < members.Count)]
            )
            .Auc;

        Assert.That(others, Has.Count.EqualTo(300).Within(50));
        Assert.That(auc, Is.EqualTo(0.5).Within(0.06), "three standard errors");
    }

    [Test]
    public void Without_scores_nothing_can_be_chosen() =>
        Assert.That(
            () => new MemorisedScenario { Count = 2 }.Select(null!, null!, new RandomKey(1)),
            Throws.TypeOf<InputException>().With.Message.Contains("trained first")
        );
}
