using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>What an array of evidence says of itself, and how values become one.</summary>
public sealed class EvidenceArrayTests
{
    [Test]
    public void Its_own_name_comes_before_those_that_do_as_well()
    {
        EvidenceArray outputs = EvidenceArray.Outputs("retain", "retained points");
        Assert.That(outputs.Names, Is.EqualTo(new[] { "retain_logits", "retain_probabilities", "retain_phi" }));
        Assert.That(outputs.Axes, Is.EqualTo("retained points x classes"));
        Assert.That((outputs.Content, outputs.Group), Is.EqualTo((ArrayContent.Outputs, "retain")));
        Assert.That((outputs.OfModels, outputs.MayHaveQueries), Is.EqualTo((false, false)));
        Assert.That(EvidenceArray.Outputs("target", "points", queries: true).MayHaveQueries, Is.True);
    }

    [Test]
    public void Models_come_first_where_there_are_several()
    {
        EvidenceArray outputs = EvidenceArray.OutputsOfModels("shadow", "points", queries: true);
        Assert.That(outputs.Axes, Is.EqualTo("models x points x classes"));
        Assert.That((outputs.OfModels, outputs.MayHaveQueries), Is.EqualTo((true, true)));
        EvidenceArray masks = EvidenceArray.MembersOfModels("shadow_members", "points");
        Assert.That(masks.Axes, Is.EqualTo("models x points, 0 or 1"));
        Assert.That((masks.OfModels, masks.Content), Is.EqualTo((true, ArrayContent.Members)));
        Assert.That(EvidenceArray.Members("members", "points").OfModels, Is.False);
    }

    [Test]
    public void Outputs_of_one_model_and_of_several_keep_their_order()
    {
        LogitTable first = new([1, 2, 3, 4], 2);
        LogitTable second = new([5, 6, 7, 8], 2);
        Holds(EvidenceArray.Write("original", first), "original_logits", [2, 2], [1, 2, 3, 4]);
        Holds(EvidenceArray.Write("shadow", [first]), "shadow_logits", [1, 2, 2], [1, 2, 3, 4]);
        Holds(EvidenceArray.Write("shadow", [first, second]), "shadow_logits", [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Test]
    public void Values_of_a_single_model_are_not_copied()
    {
        LogitTable only = new([1, 2, 3, 4], 2);
        Assert.That(EvidenceArray.Write("original", only).Values, Is.SameAs(only.Values));
        Assert.That(EvidenceArray.Write("shadow", [only]).Values, Is.SameAs(only.Values));
    }

    [Test]
    public void Classes_and_masks_become_numbers()
    {
        Holds(EvidenceArray.Write("labels", [2, 0]), "labels", [2], [2, 0]);
        Holds(EvidenceArray.Write("members", [3], [true, false, true]), "members", [3], [1, 0, 1]);
    }

    private static void Holds(NamedArray array, string name, int[] shape, double[] values)
    {
        Assert.That(array.Name, Is.EqualTo(name));
        Assert.That(array.Shape, Is.EqualTo(shape));
        Assert.That(array.Values, Is.EqualTo(values));
    }
}
