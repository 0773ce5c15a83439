namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// The Hessian that the BFGS updates of the last few pairs make of a multiple of the identity (Nocedal and Wright 2006, equation 6.19
/// with memory): B s = y for the newest pair of a change of weights s and the change of gradients y that came with it.
/// </summary>
/// <param name="memory">Number of pairs kept.</param>
internal sealed class LimitedMemoryHessian(int memory)
{
    /// <summary>Least curvature y.s / s.s of a pair that is kept, so that the matrix stays positive definite.</summary>
    private const double LeastCurvature = 1e-10;

    private readonly List<(double[] Change, double[] Slope)> _pairs = [];
    private readonly List<(double[] Old, double OldSize, double[] New, double NewSize)> _updates = [];
    private double _scale;

    /// <summary>Whether no pair is known.</summary>
    public bool IsEmpty => _pairs.Count == 0;

    /// <summary>Adds a pair and drops the oldest beyond the memory; one without positive curvature is left out.</summary>
    public void Add(double[] change, double[] slope)
    {
        double size = Dot(change, change);
        double curvature = Dot(change, slope);
        if (!(size > 0.0) || curvature < LeastCurvature * size)
        {
            return;
        }

        _pairs.Add((change, slope));
        if (_pairs.Count > memory)
        {
            _pairs.RemoveAt(0);
        }

        _scale = curvature / size;
        _updates.Clear();
        foreach ((double[] s, double[] y) in _pairs)
        {
            double[] old = Times(s);
            _updates.Add((old, Dot(old, s), y, Dot(y, s)));
        }
    }

    /// <summary>The product with a vector.</summary>
    public double[] Times(double[] vector)
    {
        double[] product = [.. vector.Select(value => _scale * value)];
        foreach ((double[] old, double oldSize, double[] now, double nowSize) in _updates)
        {
            double away = Dot(old, vector) / oldSize;
            double there = Dot(now, vector) / nowSize;
            for (int i = 0; i < product.Length; i++)
            {
                product[i] += (there * now[i]) - (away * old[i]);
            }
        }

        return product;
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0.0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
