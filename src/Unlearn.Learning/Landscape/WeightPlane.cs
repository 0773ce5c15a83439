using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Landscape;

/// <summary>
/// The plane through three models: its origin is the first, its first axis runs from the second to the origin, its second axis, at a right angle in the
/// <see cref="FilterMetric"/> of the origin, to the side of the third.
/// </summary>
internal sealed class WeightPlane
{
    // Below it a direction is rounding.
    private const double Smallest = 1e-9;

    private readonly FilterMetric _metric;
    private readonly float[] _origin;
    private readonly double[] _across;
    private readonly double[] _up;

    /// <param name="layout">Where arrays lie.</param>
    /// <param name="origin">The model at hand, a flat row.</param>
    /// <param name="second">Another model.</param>
    /// <param name="third">A third one; where it lies on the line through both, the axis has a random direction in its place.</param>
    /// <param name="random">Chooses that direction.</param>
    public WeightPlane(ParameterLayout layout, float[] origin, float[] second, float[] third, RandomKey random)
    {
        (_origin, _metric) = (origin, new FilterMetric(layout, origin));
        double[] chance = Normal(random, origin);
        _across = Unit(Step(second, origin), [], chance);
        _up = Unit(Step(origin, third), _across, chance);
    }

    /// <summary>Where a model stands.</summary>
    public PlanePlace Place(float[] model)
    {
        double[] step = Step(_origin, model);
        (double across, double up) = (_metric.Product(step, _across), _metric.Product(step, _up));
        double length = _metric.Product(step, step);
        double away = Math.Max(0, length - (across * across) - (up * up));
        return new PlanePlace(across, up, away <= Smallest * length ? 0 : Math.Sqrt(away));
    }

    /// <summary>The model at a place of the plane.</summary>
    public float[] At(double across, double up)
    {
        var model = new float[_origin.Length];
        for (int i = 0; i < model.Length; i++)
        {
            model[i] = (float)(_origin[i] + (across * _across[i]) + (up * _up[i]));
        }

        return model;
    }

    private double[] Unit(double[] direction, double[] against, double[] otherwise)
    {
        double whole = Math.Sqrt(_metric.Product(direction, direction));
        double[] rest = Without(direction, against);
        double length = Math.Sqrt(_metric.Product(rest, rest));
        if (!(length > Smallest * Math.Max(whole, 1)))
        {
            rest = Without(otherwise, against);
            length = Math.Sqrt(_metric.Product(rest, rest));
        }

        return [.. rest.Select(value => value / length)];
    }

    private double[] Without(double[] direction, double[] against)
    {
        if (against.Length == 0)
        {
            return direction;
        }

        double share = _metric.Product(direction, against);
        return [.. direction.Select((value, i) => value - (share * against[i]))];
    }

    private static double[] Step(float[] from, float[] to) => [.. to.Select((value, i) => (double)value - from[i])];

    // Values of weights that are zero stay so: gaps between arrays hold none.
    private static double[] Normal(RandomKey random, float[] origin) =>
        [.. origin.Select((value, i) => value * random.Normal((ulong)i))];
}
