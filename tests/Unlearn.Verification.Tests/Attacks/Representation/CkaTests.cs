using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Representation;

public sealed class CkaTests
{
    private static readonly FeatureTable Line = new([1, 2, 4], 1);

    [TestCase(2)]
    [TestCase(3)]
    public void Two_forgotten_points_are_enough(int members)
    {
        AttackEvidence evidence = new Cka().Evaluate(Input(members, Line, Line));

        Assert.That(evidence.Of("cka"), Is.EqualTo(1).Within(1e-14));
        Assert.That(evidence.Of("null-cka"), Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void One_forgotten_point_or_one_retrained_model_is_not()
    {
        Assert.That(
            new Cka().Evaluate(Input(1, Line, Line)).Figures.Select(static figure => figure.NotResolvable),
            Has.All.EqualTo("needs two forgotten points")
        );
        Assert.That(
            new Cka().Evaluate(Input(3, Line)).Figures.Select(static figure => figure.NotResolvable),
            Is.EqualTo(new[] { null, "needs two retrained models" })
        );
    }

    [Test]
    public void Representations_of_retrained_models_must_be_there()
    {
        AttackInput input = Input(3);
        foreach (
            (IOutputAttack attack, string name) in new (IOutputAttack, string)[]
            {
                (new Cka(), "cka"),
                (new RepresentationProbe(), "linear-probe"),
            }
        )
        {
            Refused(
                () => attack.Evaluate(input),
                $"'{name}' needs at least 1 retrained models' representations, got 0."
            );
        }
    }

    [Test]
    public void An_alignment_is_of_the_same_points_and_of_what_varies()
    {
        FeatureTable constant = new([3, 3, 3], 1);

        Refused(
            () => CentredKernelAlignment.Of(new FeatureTable([1, 2], 1), Line),
            "2 and 3 points: an alignment compares the same points."
        );
        foreach ((FeatureTable first, FeatureTable second) in new[] { (constant, Line), (Line, constant) })
        {
            Refused(
                () => CentredKernelAlignment.Of(first, second),
                "A representation is the same for every point: no alignment is defined."
            );
        }
    }

    private static AttackInput Input(int members, params FeatureTable[] retrained) =>
        Inputs
            .Gaps(new double[3], [.. Enumerable.Range(0, 3).Select(i => i < members)])
            .With(RepresentationEvidence.Kind, new RepresentationOutputs(Line, retrained));
}
