using Unlearn.Verification.Attacks.Behaviour;

namespace Unlearn.Verification.Tests.Attacks.Behaviour;

public sealed class WeightDistanceTests
{
    [TestCase(1, 24 / 25.0, 2)]
    [TestCase(-1, -24 / 25.0, 98)]
    public void The_cosine_is_of_the_angle_between_the_weights(double sign, double cosine, double square)
    {
        WeightDistance distance = WeightDistance.Between([3, 4], [4 * sign, 3 * sign]);

        Assert.That(distance.Cosine, Is.EqualTo(cosine).Within(1e-15));
        Assert.That(distance.Euclidean, Is.EqualTo(Math.Sqrt(square)).Within(1e-15));
        Assert.That(distance.Relative, Is.EqualTo(Math.Sqrt(square) / 5).Within(1e-15));
    }

    [Test]
    public void What_divides_by_a_norm_of_zero_is_not_resolvable()
    {
        string? zero = "one of the weight vectors is zero";

        Assert.That(
            WeightFigures
                .Of(WeightDistance.Between([3, 4], [0, 0]), 2)
                .Select(static figure => (figure.Value, figure.NotResolvable, figure.Count)),
            Is.EqualTo(new[] { (null, zero, 2), ((double?)5, (string?)null, 2), (null, zero, 2) })
        );
    }
}
