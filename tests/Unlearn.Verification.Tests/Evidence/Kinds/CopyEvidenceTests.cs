using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Outputs of copies of the method and of retrained models.</summary>
public sealed class CopyEvidenceTests
{
    private static readonly LogitTable[] Tables = [.. Enumerable.Range(0, 20).Select(static _ => ThreePoints.Zeros(3))];

    [Test]
    public void Both_sides_are_asked_on_the_attacked_points()
    {
        var answers = new Answers
        {
            Outputs =
            {
                [(ModelRole.Unlearned, PointRole.Attacked)] = Tables[..2],
                [(ModelRole.Retrained, PointRole.Attacked)] = Tables[2..5],
            },
        };
        CopyOutputs copies = CopyEvidence.Kind.Collect(ThreePoints.Input, answers).Get(CopyEvidence.Kind)!;
        Assert.That(copies.Unlearned, Is.EqualTo(Tables[..2]));
        Assert.That(copies.Retrained, Is.EqualTo(Tables[2..5]));
    }

    [Test]
    public void Copies_answer_all_attacked_points()
    {
        Refused(
            static () => Check([Tables[0], ThreePoints.Zeros(2)], [Tables[1]]),
            "Shape of unlearned models, number 1 is 2 x 2, expected 3 points x 2 classes."
        );
        Refused(
            static () => Check([Tables[0]], [ThreePoints.Zeros(3, 3)]),
            "Shape of retrained models, number 0 is 3 x 3, expected 3 points x 2 classes."
        );
    }

    [Test]
    public void Models_of_both_sides_count() =>
        Assert.That(CopyEvidence.Kind.Models(With(Tables[..3], Tables[3..8])), Is.EqualTo(8));

    [Test]
    public void Eight_are_halved_to_the_first_four_of_either_side()
    {
        CopyOutputs half = CopyEvidence.Kind.Halve(With(Tables[..8], Tables[8..18]))!.Get(CopyEvidence.Kind)!;
        Assert.That(half.Unlearned, Is.EqualTo(Tables[..4]));
        Assert.That(half.Retrained, Is.EqualTo(Tables[8..13]));
    }

    [Test]
    public void Seven_are_too_few_to_be_halved() =>
        Assert.That(CopyEvidence.Kind.Halve(With(Tables[..7], Tables[8..16])), Is.Null);

    [Test]
    public void Arrays_hold_both_sides_or_none()
    {
        CopyOutputs read = ThreePoints.Read(
            CopyEvidence.Kind,
            new NamedArray("unlearned_logits", [1, 3, 2], [1, 2, 3, 4, 5, 6]),
            new NamedArray("retrained_logits", [2, 3, 2], [7, 8, 9, 10, 11, 12, 0, 0, 0, 0, 0, 0])
        )!;
        Assert.That(read.Unlearned.Single().Values, Is.EqualTo(new[] { 1.0, 2, 3, 4, 5, 6 }));
        Assert.That(read.Retrained, Has.Count.EqualTo(2));
        Assert.That(ThreePoints.Read(CopyEvidence.Kind), Is.Null);
        foreach (string name in (string[])["unlearned_logits", "retrained_logits"])
        {
            Refused(
                () => ThreePoints.Read(CopyEvidence.Kind, new NamedArray(name, [1, 3, 2], new double[6])),
                "Outputs of 'unlearned' and of 'retrained' go together: give both."
            );
        }
    }

    private static AttackInput With(LogitTable[] unlearned, LogitTable[] retrained) =>
        ThreePoints.Input.With(CopyEvidence.Kind, new CopyOutputs(unlearned, retrained));

    private static void Check(LogitTable[] unlearned, LogitTable[] retrained) =>
        CopyEvidence.Kind.Check(new CopyOutputs(unlearned, retrained), ThreePoints.Input);
}
