using Unlearn.Learning.Models;

namespace Unlearn.Learning.Probing;

/// <summary>Weights of one member as numbers.</summary>
internal static class TrainableWeights
{
    /// <summary>All trainable weights one after another, gaps and running statistics left out.</summary>
    public static double[] Of(ParameterStack model)
    {
        float[] row = model.ToRows()[0];
        return
        [
            .. model
                .Layout.Parameters.Where(static parameter => parameter.Trainable)
                .SelectMany(parameter => row.Skip(parameter.Offset).Take(parameter.Count))
                .Select(static value => (double)value),
        ];
    }

    /// <summary>One affine layer with the bias as its last column: outputs times (inputs + 1), row-major.</summary>
    public static double[] WithBias(ParameterStack model, int layer)
    {
        float[] row = model.ToRows()[0];
        ParameterShape weight = model.Layout[DenseNetwork.Weight(layer)];
        ParameterShape bias = model.Layout[DenseNetwork.Bias(layer)];
        int inputs = weight.Shape[1];
        var values = new double[bias.Count * (inputs + 1)];
        for (int output = 0; output < bias.Count; output++)
        {
            for (int input = 0; input < inputs; input++)
            {
                values[(output * (inputs + 1)) + input] = row[weight.Offset + (output * inputs) + input];
            }

            values[(output * (inputs + 1)) + inputs] = row[bias.Offset + output];
        }

        return values;
    }
}
