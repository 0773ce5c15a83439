using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Outputs of further models on the attacked points, and of the target on further points.</summary>
public sealed class OutputEvidenceTests
{
    private static readonly LogitTable Table = new([1, 2, 3, 4, 5, 6], 2);

    [Test]
    public void One_further_model_is_asked_on_the_attacked_points_and_named_after_itself()
    {
        Assert.That(
            OriginalEvidence.Kind.Questions,
            Is.EqualTo(new[] { new Question(ModelRole.Original, PointRole.Attacked) })
        );
        Assert.That(OriginalEvidence.Kind.Arrays.Single().Name, Is.EqualTo("original_logits"));
        var answers = new Answers { Outputs = { [(ModelRole.Untrained, PointRole.Attacked)] = [Table] } };
        AttackInput input = UntrainedEvidence.Kind.Collect(ThreePoints.Input, answers);
        Assert.That(input.Get(UntrainedEvidence.Kind), Is.SameAs(Table));
        Assert.That(
            UntrainedEvidence.Kind.Write(input).Select(static array => array.Name),
            Is.EqualTo(new[] { "incompetent_logits" })
        );
    }

    [Test]
    public void A_kind_asks_the_models_that_its_questions_name()
    {
        Assert.That(CopyEvidence.Kind.Asks(ModelRole.Unlearned), Is.True);
        Assert.That(CopyEvidence.Kind.Asks(ModelRole.Retrained), Is.True, "one of two questions is enough");
        Assert.That(CopyEvidence.Kind.Asks(ModelRole.Shadows), Is.False);
        Assert.That(CompressionEvidence.Kind.Asks(ModelRole.Target), Is.False, "it asks nobody");
    }

    [Test]
    public void Retrained_models_are_written_as_one_array_and_none_as_none()
    {
        Dictionary<string, NamedArray> written = ThreePoints.Write(ReferenceEvidence.Kind, [Table, Table]);
        Assert.That(written["retrained_logits"].Shape, Is.EqualTo(new[] { 2, 3, 2 }));
        Assert.That(ThreePoints.Write(ReferenceEvidence.Kind, []), Is.Empty);
    }

    [Test]
    public void The_target_is_asked_on_further_points_together_with_their_classes()
    {
        var answers = new Answers
        {
            Outputs = { [(ModelRole.Target, PointRole.Retain)] = [Table] },
            Labels = { [PointRole.Retain] = [1, 1, 0] },
        };
        ModelOutputs retained = RetainEvidence.Kind.Collect(ThreePoints.Input, answers).Get(RetainEvidence.Kind)!;
        Assert.That(retained.Logits, Is.SameAs(Table));
        Assert.That(retained.Labels, Is.EqualTo(new[] { 1, 1, 0 }));
        Assert.That(
            ThreePoints.Write(RetainEvidence.Kind, retained).Keys,
            Is.EquivalentTo(new[] { "retain_logits", "retain_labels" })
        );
    }

    [Test]
    public void Classes_of_further_points_need_the_outputs_on_them()
    {
        Assert.That(ThreePoints.Read(RetainEvidence.Kind), Is.Null);
        Assert.That(
            static () => ThreePoints.Read(RetainEvidence.Kind, new NamedArray("retain_labels", [1], [0])),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo("'retain_labels' is given without outputs of 'retain'.")
        );
    }
}
