using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Shadow models on the attacked points, each with a mask of what it saw.</summary>
public sealed class ShadowEvidenceTests
{
    private static readonly bool[] Mask = [true, false, true];

    [Test]
    public void Points_may_have_several_queries_and_masks_are_those_of_models()
    {
        Assert.That(ShadowEvidence.Kind.Arrays[0].MayHaveQueries, Is.True);
        Assert.That(ShadowEvidence.Kind.Arrays[0].OfModels, Is.True);
        Assert.That(ShadowEvidence.Kind.Arrays[1].OfModels, Is.True);
    }

    // They come in pairs, so that halves are of two pairs at least and of whole pairs.
    [TestCase(8, 4)]
    [TestCase(12, 6)]
    [TestCase(64, 32)]
    public void Shadows_are_halved_to_the_first_of_them(int shadows, int half) =>
        Assert.That(ShadowEvidence.Half(Numbers(shadows)), Is.EqualTo(Numbers(half)));

    [TestCase(4)]
    [TestCase(6)]
    [TestCase(10)]
    public void Too_few_shadows_and_odd_pairs_are_not_halved(int shadows) =>
        Assert.That(ShadowEvidence.Half(Numbers(shadows)), Is.Null);

    [Test]
    public void Half_of_the_evidence_is_half_of_tables_and_masks()
    {
        LogitTable[] tables = [.. Numbers(8).Select(static _ => ThreePoints.Zeros(3))];
        bool[][] masks = [.. Numbers(8).Select(static _ => (bool[])[.. Mask])];
        AttackInput input = ThreePoints.Input.With(ShadowEvidence.Kind, new ShadowOutputs(tables, masks));
        Assert.That(ShadowEvidence.Kind.Models(input), Is.EqualTo(8));
        ShadowOutputs half = ShadowEvidence.Kind.Halve(input)!.Get(ShadowEvidence.Kind)!;
        Assert.That(half.Logits, Is.EqualTo(tables[..4]));
        Assert.That(half.Included, Is.EqualTo(masks[..4]));
        Assert.That(ShadowEvidence.Kind.Halve(ThreePoints.Input), Is.SameAs(ThreePoints.Input), "none, none to halve");
    }

    [Test]
    public void Tables_and_masks_are_as_many_and_at_least_one()
    {
        const string Words = "masks: give one mask per shadow, at least one.";
        Refused([], [], $"0 shadow tables but 0 {Words}");
        Refused([ThreePoints.Zeros(3)], [Mask, Mask], $"1 shadow tables but 2 {Words}");
        Refused([], [Mask], $"0 shadow tables but 1 {Words}");
    }

    [Test]
    public void Each_shadow_and_its_mask_are_about_the_attacked_points()
    {
        Refused(
            [ThreePoints.Zeros(3), ThreePoints.Zeros(2)],
            [Mask, Mask],
            "Shape of shadow 1 is 2 x 2, expected 3 points x 2 classes."
        );
        Refused(
            [ThreePoints.Zeros(3), ThreePoints.Zeros(3)],
            [Mask, [true, false]],
            "The mask of shadow 1 has 2 entries for 3 attacked points."
        );
    }

    [Test]
    public void What_is_collected_is_written_and_read_again()
    {
        var answers = new Answers
        {
            Outputs =
            {
                [(ModelRole.Shadows, PointRole.Attacked)] =
                [
                    new LogitTable([1, 2, 3, 4, 5, 6], 2),
                    new LogitTable([7, 8, 9, 10, 11, 12], 2),
                ],
            },
            Included = [Mask, [false, true, false]],
        };
        ShadowOutputs collected = ShadowEvidence.Kind.Collect(ThreePoints.Input, answers).Get(ShadowEvidence.Kind)!;
        Dictionary<string, NamedArray> written = ThreePoints.Write(ShadowEvidence.Kind, collected);
        Assert.That(written["shadow_members"].Shape, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(written["shadow_members"].Values, Is.EqualTo(new[] { 1.0, 0, 1, 0, 1, 0 }));
        ShadowOutputs read = ThreePoints.Read(ShadowEvidence.Kind, [.. written.Values])!;
        Assert.That(read.Logits[1].Values, Is.EqualTo(new[] { 7.0, 8, 9, 10, 11, 12 }));
        Assert.That(read.Included, Is.EqualTo(answers.Included));
    }

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];

    private static void Refused(LogitTable[] tables, bool[][] masks, string words) =>
        Assert.That(
            () => ShadowEvidence.Kind.Check(new ShadowOutputs(tables, masks), ThreePoints.Input),
            Throws.TypeOf<InputException>().With.Message.EqualTo(words)
        );
}
