using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>What greedy answers have in common with the right ones.</summary>
public sealed class GreedyEvidenceTests
{
    [Test]
    public void Recall_is_of_the_right_answer_and_f1_of_both()
    {
        var answers = new Answers
        {
            Greedy =
            [
                [("a b c d", "a c"), ("a b", "a b"), ("a b", "c")],
            ],
        };
        RougeOverlaps overlaps = GreedyEvidence.Kind.Collect(ThreePoints.Input, answers).Get(GreedyEvidence.Kind)!;
        Assert.That(overlaps.Recall, Is.EqualTo(new[] { 0.5, 1, 0 }));
        // Two of two words said are right, and two of four are there: 2 * 1 * 0.5 / 1.5.
        Assert.That(overlaps.F1, Is.EqualTo(new[] { 2.0 / 3, 1, 0 }).Within(1e-15));
    }

    [Test]
    public void Both_numbers_are_there_for_each_attacked_point()
    {
        Refused([1, 0], [1, 0, 1], "'greedy_rouge_recall' has 2 numbers for 3 attacked points.");
        Refused([1, 0, 1], [1, 0], "'greedy_rouge_f1' has 2 numbers for 3 attacked points.");
    }

    [Test]
    public void A_share_lies_between_nought_and_one()
    {
        Assert.That(
            static () => GreedyEvidence.Kind.Check(new RougeOverlaps([0, 1, 0.5], [1, 0, 0.5]), ThreePoints.Input),
            Throws.Nothing
        );
        Refused([1.5, 0, 1], [1, 0, 1], "'greedy_rouge_recall' holds 1.5 for point 0; a share lies between 0 and 1.");
        Refused([1, 0, 1], [1, 0, -0.5], "'greedy_rouge_f1' holds -0.5 for point 2; a share lies between 0 and 1.");
        Refused(
            [1, double.NaN, 1],
            [1, 0, 1],
            "'greedy_rouge_recall' holds NaN for point 1; a share lies between 0 and 1."
        );
    }

    [Test]
    public void Arrays_hold_both_or_none()
    {
        var recall = new NamedArray("greedy_rouge_recall", [3], [1, 0.5, 0]);
        var f1 = new NamedArray("greedy_rouge_f1", [3], [1, 0.25, 0]);
        RougeOverlaps read = ThreePoints.Read(GreedyEvidence.Kind, recall, f1)!;
        Assert.That(read.Recall, Is.EqualTo(recall.Values));
        Assert.That(read.F1, Is.EqualTo(f1.Values));
        Assert.That(ThreePoints.Read(GreedyEvidence.Kind), Is.Null);
        Assert.That(
            () => ThreePoints.Read(GreedyEvidence.Kind, f1),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo("'greedy_rouge_recall' and 'greedy_rouge_f1' go together: give both.")
        );
    }

    private static void Refused(double[] recall, double[] f1, string words) =>
        Assert.That(
            () => GreedyEvidence.Kind.Check(new RougeOverlaps(recall, f1), ThreePoints.Input),
            Throws.TypeOf<InputException>().With.Message.EqualTo(words)
        );
}
