using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Last hidden layers of the target and of retrained models.</summary>
public sealed class RepresentationEvidenceTests
{
    private static readonly FeatureTable Three = new([1, 2, 3], 1);
    private static readonly FeatureTable Other = new([4, 5, 6], 1);

    [Test]
    public void They_look_inside_of_models_as_weights_do_and_outputs_do_not()
    {
        Assert.That(RepresentationEvidence.Kind.IsInside, Is.True);
        Assert.That(WeightEvidence.Kind.IsInside, Is.True);
        Assert.That(OriginalEvidence.Kind.IsInside, Is.False);
    }

    [Test]
    public void Every_model_has_a_row_for_each_attacked_point()
    {
        const string Words = "Representations of 2 points for 3 attacked points.";
        FeatureTable two = new([1, 2], 1);
        Assert.That(static () => Check(Three, Other), Throws.Nothing);
        Assert.That(() => Check(two, Other), Throws.TypeOf<InputException>().With.Message.EqualTo(Words));
        Assert.That(() => Check(Three, Other, two), Throws.TypeOf<InputException>().With.Message.EqualTo(Words));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused_in_every_model(double value)
    {
        const string Words = "A representation holds a value that is not finite.";
        FeatureTable bad = new([1, value, 3], 1);
        Assert.That(() => Check(bad, Other), Throws.TypeOf<InputException>().With.Message.EqualTo(Words));
        Assert.That(() => Check(Three, bad), Throws.TypeOf<InputException>().With.Message.EqualTo(Words));
    }

    [Test]
    public void What_is_collected_is_written_with_models_first()
    {
        var answers = new Answers
        {
            Representations = { [ModelRole.Target] = [Three], [ModelRole.References] = [Other, Three] },
        };
        RepresentationOutputs collected = RepresentationEvidence
            .Kind.Collect(ThreePoints.Input, answers)
            .Get(RepresentationEvidence.Kind)!;
        Assert.That(collected.Target, Is.SameAs(Three));
        Dictionary<string, NamedArray> written = ThreePoints.Write(RepresentationEvidence.Kind, collected);
        Assert.That(written["target_features"].Shape, Is.EqualTo(new[] { 3, 1 }));
        Assert.That(written["target_features"].Values, Is.EqualTo(new[] { 1.0, 2, 3 }));
        Assert.That(written["retrained_features"].Shape, Is.EqualTo(new[] { 2, 3, 1 }));
        Assert.That(written["retrained_features"].Values, Is.EqualTo(new[] { 4.0, 5, 6, 1, 2, 3 }));
    }

    [Test]
    public void Without_retrained_models_the_targets_alone_are_written() =>
        Assert.That(
            ThreePoints.Write(RepresentationEvidence.Kind, new RepresentationOutputs(Three, [])).Keys,
            Is.EqualTo(new[] { "target_features" })
        );

    private static void Check(FeatureTable target, params FeatureTable[] retrained) =>
        RepresentationEvidence.Kind.Check(new RepresentationOutputs(target, retrained), ThreePoints.Input);
}
