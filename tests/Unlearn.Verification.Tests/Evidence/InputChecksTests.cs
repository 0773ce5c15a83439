using Unlearn.Verification.Evidence;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>What every attack refuses, said in words.</summary>
public sealed class InputChecksTests
{
    private static readonly AttackInput Input = ThreePoints.Input;

    [Test]
    public void An_input_whose_parts_agree_passes()
    {
        Assert.That(() => InputChecks.CheckTarget(Input), Throws.Nothing);
        Assert.That(() => InputChecks.CheckBothSides(Input), Throws.Nothing);
    }

    [Test]
    public void The_targets_outputs_have_a_row_for_each_label() =>
        Refused(
            () => InputChecks.CheckTarget(Input with { Target = ThreePoints.Zeros(2) }),
            "Shape of the target's outputs is 2 x 2, expected 3 points x 2 classes."
        );

    [TestCase(2)]
    [TestCase(-1)]
    public void A_label_is_a_class_of_the_target(int label) =>
        Refused(
            () => InputChecks.CheckTarget(Input with { Labels = [0, label, 0] }),
            $"Label {label} of point 1 among the attacked points is no class: classes are 0 to 1."
        );

    [TestCase(2)]
    [TestCase(4)]
    public void The_mask_has_an_entry_for_each_label(int entries) =>
        Refused(
            () => InputChecks.CheckTarget(Input with { Members = [.. Enumerable.Repeat(true, entries)] }),
            $"The membership mask has {entries} entries for 3 attacked points."
        );

    [Test]
    public void Without_a_member_there_is_nothing_to_attack() =>
        Refused(
            () => InputChecks.CheckTarget(Input with { Members = [false, false, false] }),
            "The membership mask names no member: there is nothing to attack."
        );

    [Test]
    public void Members_alone_are_enough_unless_both_sides_are_needed()
    {
        AttackInput members = Input with { Members = [true, true, true] };
        Assert.That(() => InputChecks.CheckTarget(members), Throws.Nothing);
        Refused(
            () => InputChecks.CheckBothSides(members),
            "The membership mask names no non-member: the attack needs both sides."
        );
    }

    [Test]
    public void Attacks_that_need_both_sides_need_a_sound_target_as_well() =>
        Refused(
            () => InputChecks.CheckBothSides(Input with { Labels = [0, 1, 5] }),
            "Label 5 of point 2 among the attacked points is no class: classes are 0 to 1."
        );

    [TestCase(2, 2, "2 x 2")]
    [TestCase(3, 3, "3 x 3")]
    public void A_table_has_the_points_and_the_classes_that_are_expected(int points, int classes, string shape) =>
        Refused(
            () => InputChecks.CheckTable(ThreePoints.Zeros(points, classes), "the table", 3, 2),
            $"Shape of the table is {shape}, expected 3 points x 2 classes."
        );

    // Tables are summed several numbers at a time, and the rest one by one: every place of both has to be looked at.
    [Test]
    public void A_value_that_is_no_number_is_found_wherever_it_stands(
        [Values(1, 2, 3, 8)] int points,
        [Values(double.NaN, double.PositiveInfinity, double.NegativeInfinity)] double value
    )
    {
        for (int bad = 0; bad < 3 * points; bad++)
        {
            LogitTable table = ThreePoints.Zeros(points, 3);
            table.Values[bad] = value;
            Refused(
                () => InputChecks.CheckTable(table, "the table", points, 3),
                $"In the table, point {bad / 3} has {value} for class {bad % 3}; give finite numbers."
            );
        }
    }

    [Test]
    public void The_first_of_several_bad_values_is_told() =>
        Refused(
            static () =>
                InputChecks.CheckTable(new LogitTable([1, 2, double.NaN, 4, 5, double.NaN], 2), "the table", 3, 2),
            "In the table, point 1 has NaN for class 0; give finite numbers."
        );

    [Test]
    public void Large_numbers_are_finite() =>
        Assert.That(
            static () =>
                InputChecks.CheckTable(
                    new LogitTable([double.MaxValue, double.MaxValue, double.MinValue, 0], 2),
                    "the table",
                    2,
                    2
                ),
            Throws.Nothing
        );

    [Test]
    public void Outputs_on_other_points_are_of_one_point_at_least() =>
        Refused(static () => Retained(ThreePoints.Zeros(0), []), "There is not one point among the retained points.");

    [Test]
    public void Outputs_on_other_points_have_their_labels_and_the_targets_classes()
    {
        Assert.That(static () => Retained(ThreePoints.Zeros(1), [1]), Throws.Nothing);
        Refused(
            static () => Retained(ThreePoints.Zeros(2), [1]),
            "Shape of the target's outputs on the retained points is 2 x 2, expected 1 points x 2 classes."
        );
        Refused(
            static () => Retained(ThreePoints.Zeros(1, 3), [1]),
            "Shape of the target's outputs on the retained points is 1 x 3, expected 1 points x 2 classes."
        );
        Refused(
            static () => Retained(ThreePoints.Zeros(1), [2]),
            "Label 2 of point 0 among the retained points is no class: classes are 0 to 1."
        );
    }

    [Test]
    public void Each_of_several_models_answers_all_attacked_points() =>
        Refused(
            () => InputChecks.CheckModels([ThreePoints.Zeros(3), ThreePoints.Zeros(4)], "retrained models", Input),
            "Shape of retrained models, number 1 is 4 x 2, expected 3 points x 2 classes."
        );

    [Test]
    public void As_many_models_as_are_needed_are_enough()
    {
        Assert.That(static () => InputChecks.CheckCount([1, 2], 2, "shadow models", "lira"), Throws.Nothing);
        Refused(
            static () => InputChecks.CheckCount([1], 2, "shadow models", "lira"),
            "'lira' needs at least 2 shadow models, got 1."
        );
    }

    private static void Retained(LogitTable outputs, int[] labels) =>
        InputChecks.CheckOutputs(new ModelOutputs(outputs, labels), "the retained points", 2);
}
