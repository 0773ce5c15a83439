using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks.Population;

/// <summary>
/// One support vector a side, at the features 1 (right) and 0 (wrong): the decision is alpha (K - K') with alpha = min(C, 1/(1 - 1/e)), by
/// symmetry 0 in the middle.
/// </summary>
public sealed class SvcTests
{
    // Of the members one of four is right, of the others one of two.
    private static readonly AttackInput Attacked = Inputs.Gaps(
        [1, -1, -2, -3, 4, -5],
        [true, true, true, true, false, false]
    );

    [Test]
    public void The_efficacy_is_the_share_of_the_members_on_the_other_side()
    {
        AttackEvidence evidence = Evaluate(new Svc(), [1], [-1]);

        Close.To(evidence.Scores!, [1, -1, -1, -1, 1, -1], 1e-7, "support vectors lie on the margin");
        Figure efficacy = evidence.Figures.Single(static figure => figure.Name == "efficacy");
        Assert.That((efficacy.Value, efficacy.Count), Is.EqualTo((0.75, 4)));
        Assert.That(efficacy.Interval, Is.EqualTo(ClopperPearson.Interval(3, 4)));
        Assert.That((evidence.Of("tpr"), evidence.Of("fpr")), Is.EqualTo((0.25, 0.5)));
        Assert.That(evidence.Warnings, Is.Empty);
    }

    [Test]
    public void Both_sides_train_with_the_same_number_of_points()
    {
        var soft = new Svc { C = 0.5 };
        double margin = 0.5 * (1 - Math.Exp(-1));
        double[] expected = [margin, -margin, -margin, -margin, margin, -margin];

        Close.To(Evaluate(soft, [1], [-1]).Scores!, expected, 1e-7, "one and one");
        Close.To(Evaluate(soft, [1, 1, 1], [-1]).Scores!, expected, 1e-7, "more retained points do not count more");
        Close.To(Evaluate(soft, [1], [-1, -1, -1]).Scores!, expected, 1e-7, "nor does a larger population");
    }

    [Test]
    public void A_score_of_zero_is_a_members()
    {
        AttackEvidence evidence = Evaluate(new Svc(), [1], [1]);

        Assert.That(evidence.Scores, Has.All.Zero, "two vectors at one place cancel");
        Assert.That((evidence.Of("efficacy"), evidence.Of("tpr"), evidence.Of("fpr")), Is.EqualTo((0.0, 1.0, 1.0)));
    }

    [TestCase(1e6, "the classifier stopped before its optimum: lower 'c'")]
    [TestCase(1, null)]
    public void Sides_that_alternate_need_too_many_steps_under_a_large_penalty(double c, string? warning)
    {
        static double[] Gaps(params double[] confidences) => [.. confidences.Select(static p => Math.Log(p / (1 - p)))];
        AttackInput input = With(Attacked, Gaps(0.1, 0.3, 0.5, 0.7), Gaps(0.2, 0.4, 0.6, 0.8));

        Assert.That(
            new Svc { C = c, Gamma = 9 }
                .Evaluate(input)
                .Warnings,
            Is.EqualTo(warning is null ? [] : new[] { warning })
        );
    }

    [TestCase(SvcFeature.ModifiedEntropy, 1)]
    [TestCase(SvcFeature.Confidence, 0)]
    public void Only_entropies_of_labels_floor_probabilities(SvcFeature feature, int warnings)
    {
        AttackInput input = With(Inputs.Gaps([-40, 1], [true, false]), [3], [1]);

        Assert.That(
            new Svc { Feature = feature }
                .Evaluate(input)
                .Warnings,
            Has.Count.EqualTo(warnings)
        );
    }

    private static AttackEvidence Evaluate(Svc attack, double[] retained, double[] population) =>
        (attack with { Feature = SvcFeature.Correctness }).Evaluate(With(Attacked, retained, population));

    private static AttackInput With(AttackInput input, double[] retained, double[] population) =>
        input
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(retained), new int[retained.Length]))
            .With(PopulationEvidence.Kind, new ModelOutputs(Inputs.Table(population), new int[population.Length]));
}
