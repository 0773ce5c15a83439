using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>Phi in the place of outputs: logits (phi, 0) of the true class 0.</summary>
public sealed class PhiArraysTests
{
    private static readonly EvidenceArray[] Known =
    [
        .. AuditInputs.Attacked,
        .. ShadowEvidence.Kind.Arrays,
        .. RetainEvidence.Kind.Arrays,
    ];

    private static readonly NamedArray Phi = new("target_phi", [3], [1.5, -2, 0.25]);
    private static readonly NamedArray Members = new("members", [3], [1, 0, 1]);

    [Test]
    public void Arrays_without_phi_come_back_as_they_are()
    {
        NamedArray[] arrays = [new("target_logits", [1, 2], [1, 0]), new("labels", [1], [1])];
        Assert.That(PhiArrays.ToLogits(arrays, Known), Is.SameAs(arrays));
    }

    [Test]
    public void Phi_becomes_the_first_of_two_logits_and_the_true_class_the_first()
    {
        Dictionary<string, NamedArray> made = Made(Phi, Members);
        Assert.That(made.Keys, Is.EquivalentTo(new[] { "target_logits", "labels", "members" }));
        Assert.That(made["target_logits"].Shape, Is.EqualTo(new[] { 3, 2 }));
        Assert.That(made["target_logits"].Values, Is.EqualTo(new[] { 1.5, 0, -2, 0, 0.25, 0 }));
        Assert.That(made["labels"].Shape, Is.EqualTo(new[] { 3 }));
        Assert.That(made["labels"].Values, Is.EqualTo(new[] { 0.0, 0, 0 }));
        Assert.That(made["members"], Is.SameAs(Members));
    }

    [Test]
    public void Labels_that_were_given_beside_phi_choose_nothing_and_are_replaced() =>
        Assert.That(
            Made(Phi, new NamedArray("labels", [3], [7, 8, 9]), Members)["labels"].Values,
            Is.EqualTo(new[] { 0.0, 0, 0 })
        );

    [Test]
    public void Phi_of_several_models_keeps_its_axes_and_only_labelled_groups_get_labels()
    {
        Dictionary<string, NamedArray> made = Made(
            Phi,
            new NamedArray("shadow_phi", [2, 3], [1, 2, 3, 4, 5, 6]),
            new NamedArray("retain_phi", [1], [8])
        );
        Assert.That(
            made.Keys,
            Is.EquivalentTo(new[] { "target_logits", "labels", "shadow_logits", "retain_logits", "retain_labels" })
        );
        Assert.That(made["shadow_logits"].Shape, Is.EqualTo(new[] { 2, 3, 2 }));
        Assert.That(made["shadow_logits"].Values, Is.EqualTo(new[] { 1.0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0 }));
        Assert.That(made["retain_labels"].Values, Is.EqualTo(new[] { 0.0 }));
    }

    [Test]
    public void Phi_for_some_outputs_and_logits_for_others_is_refused() =>
        Assert.That(
            () => Made(Phi, Members, new NamedArray("shadow_logits", [1, 3, 2], [1, 2, 3, 4, 5, 6])),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo("'target_phi' and 'shadow_logits': give phi for all outputs or for none.")
        );

    [Test]
    public void Phi_that_is_no_number_is_refused_under_its_own_name() =>
        Assert.That(
            () => Made(Phi with { Values = [1.5, double.NaN, 0.25] }, Members),
            Throws.TypeOf<InputException>().With.Message.EqualTo("'target_phi' holds NaN at [1]; give finite numbers.")
        );

    private static Dictionary<string, NamedArray> Made(params NamedArray[] arrays) =>
        PhiArrays.ToLogits(arrays, Known).ToDictionary(static array => array.Name);
}
