using Unlearn.Learning.Landscape;

namespace Unlearn.Learning.Tests.Landscape;

public class LossBowlTests
{
    private static readonly LogisticLoss Loss = new([1, -2, 0.5], [0.5, 1, -1], [true, false, true], decay: 0.3);

    [Test]
    public void Every_ring_lies_on_one_level_of_the_loss()
    {
        LossBowl bowl = LossBowl.Sample(Loss, rimLoss: 2, rings: 4, spokes: 12);
        foreach (IReadOnlyList<LandscapePoint> ring in bowl.Rings)
        {
            Assert.That(ring, Has.Count.EqualTo(12));
            Assert.That(
                ring.Select(point => Loss.At(point.Weight1, point.Weight2).Loss - point.Loss),
                Is.All.EqualTo(0).Within(1e-9)
            );
        }
    }

    [Test]
    public void Rings_rise_from_the_minimum_to_the_rim()
    {
        LossBowl bowl = LossBowl.Sample(Loss, rimLoss: 2, rings: 5, spokes: 8);
        double[] levels = [bowl.Minimum.Loss, .. bowl.Rings.Select(static ring => ring[0].Loss)];
        Assert.That(levels, Is.Ordered.Ascending);
        Assert.That(bowl.RimLoss, Is.EqualTo(2));
    }

    [Test]
    public void Refuses_a_rim_below_the_bottom() =>
        Assert.That(() => LossBowl.Sample(Loss, 0, 3, 8), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
