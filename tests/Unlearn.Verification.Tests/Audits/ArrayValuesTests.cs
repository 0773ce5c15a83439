using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Tests.Evidence;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>What is asked of one array, at its edges; errors name the array and the place in it.</summary>
public sealed class ArrayValuesTests
{
    [Test]
    public void A_flaw_of_the_file_is_told_as_it_was_found() =>
        Refused(
            () => Check(new NamedArray("labels", [0], []) { Flaw = "points.csv:3: 'x' is no number." }),
            "points.csv:3: 'x' is no number."
        );

    [TestCase(
        "labels",
        "cat",
        "'labels' holds texts such as 'cat'; numbers are right (np.unique(a, return_inverse=True)[1])."
    )]
    [TestCase(
        "retain_labels",
        "cat",
        "'retain_labels' holds texts such as 'cat'; numbers are right (np.unique(a, return_inverse=True)[1])."
    )]
    [TestCase(
        "scores",
        "0.5",
        "'scores' holds texts such as '0.5'; numbers are right (a.astype(float) where the texts are numbers)."
    )]
    public void Texts_are_refused_with_a_way_to_make_numbers_of_them(string name, string text, string words) =>
        Refused(() => Check(new NamedArray(name, [1], [double.NaN]) { Texts = [text] }), words);

    [Test]
    public void An_array_of_no_texts_is_no_array_of_numbers_either() =>
        Refused(
            () => Check(new NamedArray("scores", [0], []) { Texts = [] }),
            "'scores' holds texts such as ''; numbers are right (a.astype(float) where the texts are numbers)."
        );

    [TestCase(0, "[0, 0, 0]")]
    [TestCase(9, "[1, 1, 0]")]
    [TestCase(11, "[1, 1, 2]")]
    public void The_first_value_that_is_no_number_is_told_with_its_index_along_each_axis(int index, string place)
    {
        var values = new double[12];
        values[index] = double.NaN;
        Refused(
            () => Check(new NamedArray("stack", [2, 2, 3], values)),
            $"'stack' holds NaN at {place}; give finite numbers."
        );
    }

    [Test]
    public void Probabilities_become_their_logarithms() =>
        Assert.That(
            Target([3, 2], 0.25, 0.75, 1, 0, 0.5, 0.5).Values,
            Is.EqualTo(new[] { Math.Log(0.25), Math.Log(0.75), 0, Math.Log(1e-30), -Math.Log(2), -Math.Log(2) })
                .Within(1e-12)
        );

    [Test]
    public void A_probability_may_be_above_one_by_rounding_alone()
    {
        Assert.That(Target([3, 2], 1 + 1e-6, 0, 1, 0, 1, 0).Values[0], Is.EqualTo(1e-6).Within(1e-11));
        Refused(
            static () => Target([3, 2], 1, 0, 1.0001, 0, 1, 0),
            "'target_probabilities' holds 1.0001 at [1, 0]; probabilities lie in [0, 1]. If these are logits, name the array '_logits'."
        );
    }

    [TestCase(0.5, "'target_probabilities' has a row that sums to 0.5 at []; probabilities of a point sum to 1.")]
    [TestCase(1.0, "'target_probabilities' has shape a single value, expected points x classes.")]
    public void A_single_probability_is_a_row_of_its_own_and_no_table(double probability, string words) =>
        Refused(() => Target([], probability), words);

    [Test]
    public void Labels_are_classes_from_the_first_to_the_last() =>
        Assert.That(Labels(0, 2, 1), Is.EqualTo(new[] { 0, 2, 1 }));

    [TestCase(3.0, "3")]
    [TestCase(-1.0, "-1")]
    [TestCase(0.5, "0.5")]
    public void What_is_no_class_is_refused_with_its_place(double value, string text) =>
        Refused(() => Labels(0, value, 1), $"'labels' holds {text} at [1]; classes are whole numbers 0 to 2.");

    [Test]
    public void Classes_that_are_counted_from_one_are_recognised() =>
        Refused(
            static () => Labels(1, 2, 3),
            "'labels' holds 3 at [2]; classes are whole numbers 0 to 2, and these seem to be counted from 1: subtract 1."
        );

    [Test]
    public void Classes_beyond_the_last_are_not_taken_for_ones_counted_from_one() =>
        Refused(static () => Labels(1, 4, 2), "'labels' holds 4 at [1]; classes are whole numbers 0 to 2.");

    [Test]
    public void A_mask_holds_nought_and_one_in_the_shape_that_is_asked_for()
    {
        Assert.That(
            Masks([2, 3], 1, 0, 0, 0, 1, 1),
            Is.EqualTo(new bool[][] { [true, false, false], [false, true, true] })
        );
        Refused(static () => Masks([6], 1, 0, 0, 0, 1, 1), "'shadow_members' has shape 6, expected 2 x 3.");
        Refused(
            static () => Masks([2, 3], 1, 0, 0, 2, 1, 1),
            "'shadow_members' holds 2 at [1, 0]; a mask is 0 (no member) or 1 (member)."
        );
    }

    private static ArraySet Check(NamedArray array) => new([array]);

    private static LogitTable Target(int[] shape, params double[] probabilities) =>
        AuditInputs
            .Build(
                [new NamedArray("target_probabilities", shape, probabilities), ThreePoints.Labels, ThreePoints.Members],
                []
            )
            .Target;

    private static int[] Labels(params double[] labels) =>
        AuditInputs
            .Build(
                [
                    new NamedArray("target_logits", [3, 3], new double[9]),
                    new NamedArray("labels", [3], labels),
                    ThreePoints.Members,
                ],
                []
            )
            .Labels;

    private static IReadOnlyList<bool[]> Masks(int[] shape, params double[] masks) =>
        ThreePoints
            .Read(
                ShadowEvidence.Kind,
                new NamedArray("shadow_logits", [2, 3, 2], new double[12]),
                new NamedArray("shadow_members", shape, masks)
            )!
            .Included;
}
