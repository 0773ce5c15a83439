using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// K-FAC: the Gauss-Newton matrix of cross-entropy, layer by layer and as the product of two means, A of the layer's inputs
/// (with a 1 for the bias) and S of the slopes at its sums: A kron S (Martens and Grosse, ICML 2015, equation 1 and section 3). Slopes are
/// over the model's own labels, all of them, weighted by their probabilities. Solved exactly with its damping through eigenvectors.
/// </summary>
internal static class KroneckerFactors
{
    private const int Chunk = 512;

    /// <summary>Solves (scale * points * (A kron S) + damping I) x = right of one member.</summary>
    /// <param name="data">Dataset and a network of affine layers.</param>
    /// <param name="at">Weights, float64.</param>
    /// <param name="member">Which member.</param>
    /// <param name="points">Whose curvature.</param>
    /// <param name="scale">Factor of the points' sum.</param>
    /// <param name="damping">What is added to the diagonal.</param>
    /// <param name="right">[width].</param>
    /// <param name="cancellationToken">Checked at every chunk of points.</param>
    public static Tensor Solve(
        TrainingData data,
        ParameterStack at,
        int member,
        PointSet points,
        double scale,
        double damping,
        Tensor right,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope scope = NewDisposeScope();
        DenseNetwork network = data.Network.AffineChain!;
        (Tensor Inputs, Tensor Slopes)[] factors = Factors(data, network, at, member, points, cancellationToken);
        Tensor solution = zeros_like(right);
        for (int layer = 0; layer < factors.Length; layer++)
        {
            ParameterShape weight = at.Layout[DenseNetwork.Weight(layer)];
            ParameterShape bias = at.Layout[DenseNetwork.Bias(layer)];
            Tensor theirs = cat(
                [
                    right.narrow(0, weight.Offset, weight.Count).view(weight.Shape[0], weight.Shape[1]),
                    right.narrow(0, bias.Offset, bias.Count).unsqueeze(1),
                ],
                1
            );
            (Tensor inputValues, Tensor inputVectors) = linalg.eigh(factors[layer].Inputs);
            (Tensor slopeValues, Tensor slopeVectors) = linalg.eigh(factors[layer].Slopes);
            Tensor rotated = slopeVectors.t().matmul(theirs).matmul(inputVectors);
            Tensor curvature = slopeValues.AtLeast(0.0).unsqueeze(1) * inputValues.AtLeast(0.0).unsqueeze(0);
            Tensor divided = rotated / curvature.Times(scale * points.Count).Plus(damping);
            Tensor back = slopeVectors.matmul(divided).matmul(inputVectors.t());
            solution.narrow(0, weight.Offset, weight.Count).copy_(back.narrow(1, 0, weight.Shape[1]).reshape(-1));
            solution.narrow(0, bias.Offset, bias.Count).copy_(back.select(1, weight.Shape[1]));
        }

        return solution.MoveToOuterDisposeScope();
    }

    /// <summary>A and S of each layer, means over the points.</summary>
    private static (Tensor Inputs, Tensor Slopes)[] Factors(
        TrainingData data,
        DenseNetwork network,
        ParameterStack at,
        int member,
        PointSet points,
        CancellationToken cancellationToken
    )
    {
        int layers = network.Layers.Length;
        Tensor[] weights = [.. Enumerable.Range(0, layers).Select(l => at[DenseNetwork.Weight(l)].select(0, member))];
        Tensor[] biases = [.. Enumerable.Range(0, layers).Select(l => at[DenseNetwork.Bias(l)].select(0, member))];
        Tensor[] inputs = [.. weights.Select(static w => Square(w.size(1) + 1))];
        Tensor[] slopes = [.. weights.Select(static w => Square(w.size(0)))];
        double share = 1.0 / Math.Max(1, points.Count);
        foreach (int[] ids in points.Chunk(Chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            var values = new List<Tensor> { data.Tensors.Inputs(ids, ScalarType.Float64).squeeze(0) };
            for (int layer = 0; layer < layers; layer++)
            {
                Tensor with1 = cat([values[layer], ones([ids.Length, 1], ScalarType.Float64)], 1);
                inputs[layer].Gain(with1.t().matmul(with1).Times(share));
                Tensor sums = values[layer].matmul(weights[layer].t()).Plus(biases[layer]);
                values.Add(
                    layer == layers - 1 ? sums.softmax(-1)
                    : network.Activation == Activation.Relu ? sums.relu()
                    : sums.tanh()
                );
            }

            for (int label = 0; label < network.Classes; label++)
            {
                AddSlopes(network, weights, values, label, share, slopes);
            }
        }

        return [.. inputs.Zip(slopes)];
    }

    /// <summary>Slopes of one label's loss at every layer, weighted by the root of its probability.</summary>
    private static void AddSlopes(
        DenseNetwork network,
        Tensor[] weights,
        List<Tensor> values,
        int label,
        double share,
        Tensor[] slopes
    )
    {
        Tensor probabilities = values[^1];
        Tensor root = probabilities.narrow(1, label, 1).sqrt();
        Tensor unit = zeros_like(probabilities);
        unit.narrow(1, label, 1).copy_(ones_like(root));
        Tensor slope = probabilities.Minus(unit) * root;
        for (int layer = weights.Length - 1; layer >= 0; layer--)
        {
            slopes[layer].Gain(slope.t().matmul(slope).Times(share));
            if (layer > 0)
            {
                Tensor value = values[layer];
                Tensor derivative =
                    network.Activation == Activation.Relu
                        ? value.Exceed(0.0).to_type(ScalarType.Float64)
                        : (value * value).neg().Plus(1.0);
                slope = slope.matmul(weights[layer]) * derivative;
            }
        }
    }

    private static Tensor Square(long side) => zeros([side, side], ScalarType.Float64);
}
