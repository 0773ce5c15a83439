namespace Unlearn.Learning.Landscape;

/// <summary>
/// A convex loss sampled for drawing: rings of equal loss around the minimum, from the bottom to a level rim. Rings of
/// equal loss make the mesh its own contour map and cut the surface off level.
/// </summary>
public sealed class LossBowl
{
    private LossBowl(LandscapePoint minimum, IReadOnlyList<IReadOnlyList<LandscapePoint>> rings)
    {
        Minimum = minimum;
        Rings = rings;
    }

    /// <summary>The bottom.</summary>
    public LandscapePoint Minimum { get; }

    /// <summary>Rings from the lowest to the rim; each has one point per spoke, in the order of the angle, not closed.</summary>
    public IReadOnlyList<IReadOnlyList<LandscapePoint>> Rings { get; }

    /// <summary>The loss on the rim.</summary>
    public double RimLoss => Rings[^1][0].Loss;

    /// <summary>Samples a loss.</summary>
    /// <param name="loss">The objective.</param>
    /// <param name="rimLoss">The loss at which the surface ends; above the minimum.</param>
    /// <param name="rings">Number of rings, at least 1; evenly spaced in the square root of the height.</param>
    /// <param name="spokes">Points on a ring, at least 3.</param>
    public static LossBowl Sample(LogisticLoss loss, double rimLoss, int rings, int spokes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spokes, 3);
        LandscapePoint minimum = loss.Minimum();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rimLoss, minimum.Loss);

        List<IReadOnlyList<LandscapePoint>> sampled = [];
        for (int ring = 1; ring <= rings; ring++)
        {
            double part = (double)ring / rings;
            double level = minimum.Loss + ((rimLoss - minimum.Loss) * part * part);
            sampled.Add([
                .. Enumerable
                    .Range(0, spokes)
                    .Select(spoke => OnRay(loss, minimum, 2 * Math.PI * spoke / spokes, level)),
            ]);
        }

        return new LossBowl(minimum, sampled);
    }

    /// <summary>The place on a ray from the minimum where the loss reaches a level: bisection, as it only rises.</summary>
    private static LandscapePoint OnRay(LogisticLoss loss, LandscapePoint minimum, double angle, double level)
    {
        LandscapePoint At(double radius) =>
            loss.At(minimum.Weight1 + (radius * Math.Cos(angle)), minimum.Weight2 + (radius * Math.Sin(angle)));

        double low = 0;
        double high = 1;
        while (At(high).Loss < level)
        {
            high *= 2;
        }

        for (int halving = 0; halving < 60; halving++)
        {
            double middle = (low + high) / 2;
            (low, high) = At(middle).Loss < level ? (middle, high) : (low, middle);
        }

        return At(high) with
        {
            Loss = level,
        };
    }
}
