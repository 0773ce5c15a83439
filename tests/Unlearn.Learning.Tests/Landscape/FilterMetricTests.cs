using Unlearn.Core.Randomness;
using Unlearn.Learning.Landscape;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Landscape;

public sealed class FilterMetricTests
{
    private static readonly Network Network = new Mlp { Hidden = [7] }.Bind([5], 3);

    [Test]
    public void A_direction_that_is_normalised_filter_by_filter_has_length_one()
    {
        float[] model = Model(1);
        double[] direction = [.. Model(2).Select(static value => (double)value)];
        foreach (ParameterShape array in Network.Layout.Parameters.Where(static array => array.Shape.Length > 1))
        {
            int size = array.Count / array.Shape[0];
            for (int start = array.Offset; start < array.Offset + array.Count; start += size)
            {
                double own = Math.Sqrt(Enumerable.Range(start, size).Sum(i => (double)model[i] * model[i]));
                double norm = Math.Sqrt(Enumerable.Range(start, size).Sum(i => direction[i] * direction[i]));
                for (int i = start; i < start + size; i++)
                {
                    direction[i] *= own / norm;
                }
            }
        }

        Assert.That(new FilterMetric(Network.Layout, model).Product(direction, direction), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void A_model_is_as_far_from_zero_whatever_its_filters_are_multiplied_by()
    {
        // In a network with rectified units larger filters below and smaller ones above are the same function.
        float[] model = Model(1);
        float[] scaled = [.. model];
        ParameterShape first = Network.Layout[DenseNetwork.Weight(0)];
        for (int i = 0; i < 5; i++)
        {
            scaled[first.Offset + i] = 40 * model[first.Offset + i];
        }

        double Length(float[] row)
        {
            double[] step = [.. row.Select(static value => (double)value)];
            return new FilterMetric(Network.Layout, row).Product(step, step);
        }

        Assert.That(Length(scaled), Is.EqualTo(Length(model)).Within(1e-9));
    }

    [Test]
    public void Biases_count_nothing()
    {
        var step = new double[Network.Layout.Width];
        ParameterShape bias = Network.Layout[DenseNetwork.Bias(0)];
        step.AsSpan(bias.Offset, bias.Count).Fill(3);

        Assert.That(new FilterMetric(Network.Layout, Model(1)).Product(step, step), Is.Zero);
    }

    private static float[] Model(ulong key)
    {
        var row = new float[Network.Layout.Width];
        Network.Initialise(new RandomKey(key), row);
        return row;
    }
}
