using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Statistics;

public sealed class SupportVectorClassifierOffsetTests
{
    [Test]
    public void Where_no_row_is_free_the_offset_is_in_the_middle_of_those_allowed()
    {
        // Rows 0 against 1/2 and 3/2, C = 2: the first two are at C and the third is at 0. The second allows b <= 1 - 2 (1 - e^(-1/4)),
        // the third b >= 1 - 2 (e^(-1) - e^(-9/4)).
        double middle = Math.Exp(-0.25) - Math.Exp(-1) + Math.Exp(-2.25);
        double[][] rows =
        [
            [0],
            [0.5],
            [1.5],
        ];
        SupportVectorClassifier classifier = SupportVectorClassifier.Fit(rows, [false, true, true], c: 2, gamma: 1);
        SupportVectorClassifier mirrored = SupportVectorClassifier.Fit(rows, [true, false, false], c: 2, gamma: 1);

        Assert.That(classifier.Coefficients, Is.EqualTo(new double[] { -2, 2, 0 }));
        Assert.That(classifier.Offset, Is.EqualTo(middle).Within(1e-14));
        Assert.That(mirrored.Coefficients, Is.EqualTo(new double[] { 2, -2, 0 }));
        Assert.That(mirrored.Offset, Is.EqualTo(-middle).Within(1e-14));
    }

    [Test]
    public void Stopped_early_the_offset_leaves_the_free_rows_on_the_margin_on_average()
    {
        double[][] rows = [.. Enumerable.Range(0, 40).Select(i => new[] { i / 10.0 })];
        bool[] positive = [.. Enumerable.Range(0, 40).Select(i => Math.Sin(i) + (i / 20.0) > 1)];
        SupportVectorClassifier classifier = SupportVectorClassifier.Fit(rows, positive, gamma: 1, tolerance: 0.5);
        double[] misses =
        [
            .. Enumerable
                .Range(0, 40)
                .Where(i => Math.Abs(classifier.Coefficients[i]) is > 0 and < 3)
                .Select(i => classifier.Decision(rows[i]) - (positive[i] ? 1 : -1)),
        ];

        Assert.That(misses.Max(Math.Abs), Is.GreaterThan(1e-3), "not at the optimum");
        Assert.That(misses.Average(), Is.Zero.Within(1e-12));
    }
}
