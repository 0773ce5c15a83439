using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Mean accuracies of copies: each is the share of points whose largest logit is that of their class.</summary>
public sealed class CopyAccuracyEvidenceTests
{
    // Phi above 0 says class 0, below 0 class 1.
    private static readonly LogitTable FirstTwo = Inputs.Table(1, 1, -1, -1);
    private static readonly LogitTable All = Inputs.Table(1, 1, 1, 1);
    private static readonly LogitTable None = Inputs.Table(-1, -1, -1, -1);

    [Test]
    public void An_accuracy_is_the_mean_over_models_of_the_share_of_right_points()
    {
        var answers = new Answers
        {
            Labels = { [PointRole.Retain] = [0, 0, 1, 0], [PointRole.Test] = [0, 0, 0, 0] },
            Outputs =
            {
                // Right at three of four and at three of four.
                [(ModelRole.Unlearned, PointRole.Retain)] = [FirstTwo, All],
                // All and none.
                [(ModelRole.Unlearned, PointRole.Test)] = [All, None],
                // One of four, three of four and three of four.
                [(ModelRole.Retrained, PointRole.Retain)] = [None, FirstTwo, All],
                [(ModelRole.Retrained, PointRole.Test)] = [FirstTwo],
            },
        };
        CopyAccuracies means = CopyAccuracyEvidence
            .Kind.Collect(ThreePoints.Input, answers)
            .Get(CopyAccuracyEvidence.Kind)!;
        Assert.That(means.Unlearned, Is.EqualTo(new ModelAccuracies(0.75, 0.5)));
        Assert.That(means.Retrained.Retain, Is.EqualTo(1.75 / 3).Within(1e-15));
        Assert.That(means.Retrained.Test, Is.EqualTo(0.5));
    }

    [Test]
    public void Arrays_hold_accuracies_from_nought_to_one()
    {
        CopyAccuracies read = Read([0, 1], [1, 0])!;
        Assert.That(read, Is.EqualTo(new CopyAccuracies(new ModelAccuracies(0, 1), new ModelAccuracies(1, 0))));
        Assert.That(Read([0.5, 0.25], [0.75, 0.5])!.Unlearned, Is.EqualTo(new ModelAccuracies(0.5, 0.25)));
    }

    [TestCase(-0.01, 0.5)]
    [TestCase(1.01, 0.5)]
    [TestCase(0.5, -0.01)]
    [TestCase(0.5, 1.01)]
    public void What_is_no_accuracy_is_refused(double retain, double test)
    {
        const string Words = "accuracies' holds accuracies on retain and test points, both in [0, 1].";
        Assert.That(
            () => Read([retain, test], [0.5, 0.5]),
            Throws.TypeOf<InputException>().With.Message.EqualTo($"'unlearned_{Words}")
        );
        Assert.That(
            () => Read([0.5, 0.5], [retain, test]),
            Throws.TypeOf<InputException>().With.Message.EqualTo($"'retrained_{Words}")
        );
    }

    [Test]
    public void Accuracies_of_one_side_alone_are_none() =>
        Assert.That(
            ThreePoints.Read(CopyAccuracyEvidence.Kind, new NamedArray("unlearned_accuracies", [2], [0.5, 0.5])),
            Is.Null
        );

    [Test]
    public void What_is_written_is_read_again()
    {
        var value = new CopyAccuracies(new ModelAccuracies(0.5, 0.25), new ModelAccuracies(0.75, 1));
        Dictionary<string, NamedArray> written = ThreePoints.Write(CopyAccuracyEvidence.Kind, value);
        Assert.That(written["unlearned_accuracies"].Values, Is.EqualTo(new[] { 0.5, 0.25 }));
        Assert.That(ThreePoints.Read(CopyAccuracyEvidence.Kind, [.. written.Values]), Is.EqualTo(value));
    }

    private static CopyAccuracies? Read(double[] unlearned, double[] retrained) =>
        ThreePoints.Read(
            CopyAccuracyEvidence.Kind,
            new NamedArray("unlearned_accuracies", [2], unlearned),
            new NamedArray("retrained_accuracies", [2], retrained)
        );
}
