using Unlearn.Verification.Attacks.Reconstruction;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Reconstruction;

public sealed class LinearReconstructionTests
{
    // Gram matrix (2, 1; 1, 1), with a penalty of 1 (3, 1; 1, 2).
    private static readonly double[][] Rows =
    [
        [1, 0],
        [1, 1],
    ];

    [TestCase(-1, 0.8, 0.6)]
    [TestCase(0, 1, 0.75)]
    [TestCase(1, 4.0 / 3, 1)]
    public void The_row_is_the_gram_matrix_times_the_difference_scaled_by_its_constant(
        int constant,
        double first,
        double second
    )
    {
        Reconstructed found = LinearReconstruction.Recover(Rows, 1, [2, 3], [3, 4], constant);

        Close.To(found.Row, [first, second], 1e-15, "(3, 1; 1, 2) (1, 1) = (4, 3)");
        Assert.That((found.Scaled, found.Signed, found.Label), Is.EqualTo((constant >= 0, constant >= 0, (int?)null)));
    }

    [Test]
    public void Without_a_constant_the_sign_is_that_of_the_residual()
    {
        Reconstructed found = LinearReconstruction.Recover(Rows, 1, [3, 4], [2, 3]);

        Close.To(found.Row, [-0.8, -0.6], 1e-15, "the opposite residual");
        Assert.That(found.Signed, Is.False);
    }

    [TestCase(null, false, false)]
    [TestCase(null, true, true)]
    [TestCase(0, false, true)]
    [TestCase(0, true, true)]
    public void A_constant_or_a_label_fixes_the_sign(int? label, bool scaled, bool signed) =>
        Assert.That(new Reconstructed([1], label, scaled).Signed, Is.EqualTo(signed));

    [Test]
    public void Weights_and_rows_must_have_the_same_columns()
    {
        Refuses(Rows, [1, 2], [1, 2, 3]);
        Refuses([], [1, 2], [2, 3]);
        Refuses(
            [
                [1, 0],
                [1],
            ],
            [1, 2],
            [2, 3]
        );
        Refuses(
            [
                [1],
                [1, 0],
            ],
            [1, 2],
            [2, 3]
        );
    }

    [Test]
    public void A_constant_that_the_deleted_row_does_not_have_is_named() =>
        // (3, 1; 1, 2) (1, -3) = (0, -5): the row is known but for its scale, and column 0 cannot be 1.
        Refused(
            () => LinearReconstruction.Recover(Rows, 1, [0, 0], [1, -3], 0),
            "Column 0 of the deleted row is 0, so it is not the constant: name the column that is 1 in every row, or none."
        );

    [TestCase(2)]
    [TestCase(-2)]
    public void A_constant_is_one_of_the_columns(int constant) =>
        Refused(
            () => LinearReconstruction.Recover(Rows, 1, [0, 0], [1, 2], constant),
            $"The constant is column {constant}, but the rows have 2 columns, counted from 0 (-1: none is constant)."
        );

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Weights_are_finite(double weight) =>
        Refused(
            () => LinearReconstruction.Recover(Rows, 1, [0, 0], [1, weight], 0),
            "Weights and rows of a reconstruction must be finite."
        );

    private static void Refuses(double[][] rows, double[] before, double[] after) =>
        Refused(
            () => LinearReconstruction.Recover(rows, 1, before, after),
            "Weights and rows of a reconstruction must have the same number of columns."
        );
}
