using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Aware;

public sealed class ForgettingScoreTests
{
    [Test]
    public void The_last_bucket_depends_on_the_number_of_models_less_one()
    {
        // ceil(log 7) = 2 is four buckets, ceil(log 8) = 3 six.
        Assert.That(ForgettingScore.Points(1.99, 8), Is.EqualTo(0.125));
        Assert.That(ForgettingScore.Points(2, 8), Is.Zero);
        Assert.That(ForgettingScore.Points(2, 9), Is.EqualTo(0.0625));
    }

    [Test]
    public void Utility_counts_as_a_quotient_to_the_retrained_models() =>
        Assert.That(
            ForgettingScore.Final(0.5, new ModelAccuracies(0.25, 0.25), new ModelAccuracies(0.5, 1)),
            Is.EqualTo(0.0625)
        );

    [Test]
    public void The_score_is_of_forgotten_points_and_its_null_of_two_halves()
    {
        // The first halves of unlearned and of retrained models lie apart from the second half of the retrained ones; unlearned models beyond
        // the retrained ones' number are left out. The second point never moves, and the third is no member.
        double[] retrained = [0, 1, 2, 3, 50, 51, 52, 53];
        double[] unlearned = [.. retrained, 900, 901];
        AttackInput input = Inputs
            .Gaps([0, 0, 0], [true, true, false])
            .With(
                CopyEvidence.Kind,
                new CopyOutputs(
                    [.. unlearned.Select(v => Inputs.Table(v, 0, 7))],
                    [.. retrained.Select(v => Inputs.Table(v, 0, 0))]
                )
            );

        AttackEvidence evidence = new ChallengeScore { Delta = 0 }.Evaluate(input);

        Assert.That(evidence.Scores, Is.EqualTo(new[] { 0.0, 0, 50 }).Within(1e-12), "epsilons");
        Assert.That(evidence.Of("forgetting-score"), Is.EqualTo(1));
        Assert.That(evidence.Of("forgetting-score-half"), Is.EqualTo(0.5), "one of two points is wholly apart");
        Assert.That(evidence.Of("null-forgetting-score-half"), Is.EqualTo(0.5));
        Assert.That(evidence.Of("epsilon-max"), Is.Zero);
        Assert.That(evidence.Figures[^1].Unit, Is.EqualTo(Units.Nats));
    }
}
