using Unlearn.Verification.Attacks.Reconstruction;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Reconstruction;

/// <summary>
/// With weights of 0 after, every class has probability 1/classes and what is left over is -(share/classes sum of rr' + lambda (n + 1)) before:
/// weights u v' before, u of sum 0, give the row along (share/classes sum of rr' + lambda (n + 1)) v.
/// </summary>
public sealed class SoftmaxReconstructionTests
{
    private static readonly double[][] Axes =
    [
        [1, 0],
        [0, 1],
        [0, 1],
    ];

    // 5 retained behind 3 rows: 5/9 and 10/9 of the rows, 1/9 (5 + 1) of the penalty.
    [Test]
    public void The_row_is_the_hessian_times_the_difference_plus_the_penalty()
    {
        double[] before = Outer([2, -1, -1], 1, 1);

        Reconstructed scaled = SoftmaxReconstruction.FromWeights(Axes, 5, before, new double[6], 3, 1 / 9.0, 0);
        Reconstructed direction = SoftmaxReconstruction.FromWeights(Axes, 5, before, new double[6], 3, 1 / 9.0);

        Close.To(scaled.Row, [1, 16 / 11.0], 1e-13, "scaled by its first column");
        Close.To(direction.Row, [11 / Math.Sqrt(377), 16 / Math.Sqrt(377)], 1e-13, "of unit length");
        Assert.That((scaled.Label, scaled.Scaled, direction.Label, direction.Scaled), Is.EqualTo((0, true, 0, false)));
    }

    [TestCase(1.0)]
    [TestCase(-1.0)]
    public void The_label_gives_the_direction_its_sign(double sign)
    {
        double[] before = Outer([-1, 3, -2], sign, 0);

        Reconstructed found = SoftmaxReconstruction.FromWeights(Axes, 3, before, new double[6], 3, 0);

        Assert.That(found.Label, Is.EqualTo(1));
        Close.To(found.Row, [sign, 0], 1e-14, "the gradient of the true class points away from its row");
    }

    [Test]
    public void The_label_is_of_the_largest_coefficient_not_of_the_longest_remainder()
    {
        // Left over: (0.1, 3), (2.7, 0), (-2.8, 0), (0, -1.5), (0, -1.5). The first is the longest, but the columns' lead is the first's.
        double[] before = [-0.5, -15, -13.5, 0, 14, 0, 0, 7.5, 0, 7.5];

        Reconstructed found = SoftmaxReconstruction.FromWeights(
            [
                [1, 0],
                [0, 1],
            ],
            2,
            before,
            new double[10],
            5,
            0
        );

        // The direction is the leading eigenvector of (15.14, 0.3; 0.3, 13.5).
        double angle = Math.Atan2(2 * 0.3, 15.14 - 13.5) / 2;
        Assert.That(found.Label, Is.EqualTo(2));
        Close.To(found.Row, [Math.Cos(angle), Math.Sin(angle)], 1e-4, "100 steps of the power method");
    }

    [TestCase(new[] { -1.0, 2, 0, -1 })]
    [TestCase(new[] { 0.0, 2, -1, -1 })]
    public void A_class_that_was_not_touched_does_not_hide_the_row(double[] classes)
    {
        double[] before = Outer(classes, 1, 2);

        Reconstructed found = SoftmaxReconstruction.FromWeights(
            [
                [1, 0],
                [0, 1],
            ],
            2,
            before,
            new double[8],
            4,
            0,
            0
        );

        Assert.That(found.Label, Is.EqualTo(1));
        Close.To(found.Row, [1, 2], 1e-14, "equal shares of both columns");
    }

    [Test]
    public void Equal_weights_without_a_penalty_give_nothing_away() =>
        Refused(
            () => SoftmaxReconstruction.FromWeights(Axes, 3, new double[6], new double[6], 3, 0),
            "The weights before and after are equal: nothing can be reconstructed."
        );

    [Test]
    public void Weights_after_must_be_as_many() =>
        Refused(
            () => SoftmaxReconstruction.FromWeights(Axes, 3, new double[6], new double[5], 3, 0),
            "6 weights before but 5 after."
        );

    [TestCase(6, 0)]
    [TestCase(6, -3)]
    [TestCase(7, 3)]
    [TestCase(2, 3)]
    [TestCase(6, 2)]
    public void Weights_must_fill_classes_of_as_many_columns_as_the_rows_have(int weights, int classes) =>
        Refuses(Axes, weights, classes);

    [Test]
    public void Rows_must_be_there_and_be_of_one_width()
    {
        Refuses([], 6, 3);
        Refuses(
            [
                [1, 0],
                [1],
            ],
            6,
            3
        );
        Refuses(
            [
                [1],
                [1, 0],
            ],
            6,
            3
        );
        Refuses(
            [
                [],
            ],
            0,
            3
        );
    }

    private static void Refuses(double[][] rows, int weights, int classes) =>
        Refused(
            () => SoftmaxReconstruction.FromWeights(rows, 3, new double[weights], new double[weights], classes, 1),
            $"{weights} weights of {classes} classes do not fit the rows' columns."
        );

    private static double[] Outer(double[] classes, params double[] columns) =>
        [.. classes.SelectMany(u => columns.Select(v => u * v))];
}
