using Unlearn.Learning.Models;

namespace Unlearn.Learning.Landscape;

/// <summary>
/// Lengths between models in units of one model's own filters: the squared length of a step is the mean over filters of the step's squared norm within the
/// filter divided by the filter's own, so that a random direction that is normalised filter by filter has length 1 (Li, Xu, Taylor, Studer, Goldstein, "Visualizing
/// the Loss Landscape of Neural Nets", NeurIPS 2018, section 4). A filter is what leads to one output of a layer. Biases, scales and running statistics move
/// along and count nothing.
/// </summary>
internal sealed class FilterMetric
{
    private readonly double[] _weights;

    /// <param name="layout">Where arrays lie.</param>
    /// <param name="model">The model's flat row.</param>
    public FilterMetric(ParameterLayout layout, ReadOnlySpan<float> model)
    {
        _weights = new double[layout.Width];
        int filters = 0;
        foreach (ParameterShape array in layout.Parameters)
        {
            if (array is not { Trainable: true, Shape.Length: > 1 })
            {
                continue;
            }

            int size = array.Count / array.Shape[0];
            for (int start = array.Offset; start < array.Offset + array.Count; start += size)
            {
                double norm = SquaredNorm(model.Slice(start, size));
                if (norm > 0)
                {
                    _weights.AsSpan(start, size).Fill(1 / norm);
                    filters++;
                }
            }
        }

        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] /= Math.Max(1, filters);
        }
    }

    /// <summary>The inner product of two steps, each a flat row.</summary>
    public double Product(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double sum = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] * first[i] * second[i];
        }

        return sum;
    }

    private static double SquaredNorm(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
