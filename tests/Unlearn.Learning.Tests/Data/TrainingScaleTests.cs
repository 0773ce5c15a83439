using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

public sealed class TrainingScaleTests
{
    /// <summary>Five points of three features: a number, a flag, a constant number.</summary>
    private static Dataset Points(params float[] numbers) =>
        new()
        {
            Name = "points",
            Features = [.. numbers.SelectMany(static number => new[] { number, 1f, 7f })],
            FeatureShape = [3],
            Labels = new int[numbers.Length],
            ClassNames = ["only"],
            Unscaled = [0, 2],
            Digest = "as loaded",
        };

    [Test]
    public void Numbers_get_mean_0_and_deviation_1_of_the_training_set_alone()
    {
        Dataset prepared = Points(1, 3, 100, 5, -50).PreparedOn([0, 1, 3]);
        double deviation = Math.Sqrt(8.0 / 3.0);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(prepared.Features[0], Is.EqualTo((float)(-2 / deviation)));
            Assert.That(prepared.Features[3], Is.Zero);
            Assert.That(prepared.Features[6], Is.EqualTo((float)(97 / deviation)));
            Assert.That(prepared.Features[1], Is.EqualTo(1f), "a flag stays");
            Assert.That(prepared.Features[2], Is.Zero, "a constant is only centred");
            Assert.That(prepared.Unscaled, Is.Empty);
            Assert.That(prepared.Digest, Is.EqualTo(ContentDigest.Of(prepared)));
        }
    }

    [Test]
    public void Points_outside_the_training_set_change_nothing_for_the_others()
    {
        int[] train = [0, 1, 3];
        Dataset one = Points(1, 3, 100, 5, -50).PreparedOn(train);
        Dataset other = Points(1, 3, 0, 5, float.NaN).PreparedOn(train);

        Assert.That(other.Features[..6], Is.EqualTo(one.Features[..6]));
    }

    [Test]
    public void A_missing_number_takes_the_training_mean()
    {
        Dataset prepared = Points(1, float.NaN, 100, 5, float.NaN).PreparedOn([0, 1, 3]);
        double deviation = Math.Sqrt(8.0 / 3.0);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(prepared.Features[0], Is.EqualTo((float)(-2 / deviation)), "mean 3, divisor 3 points");
            Assert.That(prepared.Features[3], Is.Zero);
            Assert.That(prepared.Features[12], Is.Zero);
        }
    }

    [Test]
    public void Nothing_to_do_gives_the_same_object()
    {
        Dataset images = DatasetParts.ToDataset("images", [1f, 2f], [1], [0, 0], ["only"]);

        Assert.That(images.PreparedOn([0]), Is.SameAs(images));
    }
}
