using Unlearn.Core;
using Unlearn.Learning.Models;
using Unlearn.Verification.Attacks.Reconstruction;

namespace Unlearn.Learning.Probing;

/// <summary>
/// The row behind the gradient of a dense network. For one row x the gradient of the first layer's weights is d x' and that of
/// its biases d, so x is their quotient: here over all outputs at once, by least squares (Geiping et al. 2020, proposition 3.1).
/// </summary>
internal static class GradientInversion
{
    /// <summary>The row whose gradient explains the step from the original's to the target's weights.</summary>
    /// <exception cref="InputException">No bias of the first layer moved.</exception>
    public static Reconstructed Recover(ProbeInput input)
    {
        double[] first = Difference(input, 0);
        int width = input.Data.Dataset.FeatureCount + 1;
        var row = new double[width];
        double norm = 0;
        for (int at = 0; at < first.Length; at += width)
        {
            double bias = first[at + width - 1];
            norm += bias * bias;
            for (int k = 0; k < width; k++)
            {
                row[k] += first[at + k] * bias;
            }
        }

        if (norm == 0)
        {
            throw new InputException("No bias of the first layer moved: there is nothing that gives the row's scale.");
        }

        return new Reconstructed([.. row.Select(value => value / norm)], Label(input), Scaled: true);
    }

    /// <summary>
    /// The bias gradient of the last layer is p - e_y: without the row, the weights moved along it, and the row's class alone
    /// moved down.
    /// </summary>
    private static int Label(ProbeInput input)
    {
        DenseNetwork network = input.Data.Network.AffineChain!;
        double[] last = Difference(input, network.Layers.Length - 1);
        int width = last.Length / network.Classes;
        return Enumerable.Range(0, network.Classes).MinBy(label => last[((label + 1) * width) - 1]);
    }

    private static double[] Difference(ProbeInput input, int layer)
    {
        double[] before = TrainableWeights.WithBias(input.Original, layer);
        double[] after = TrainableWeights.WithBias(input.Target, layer);
        return [.. after.Select((value, k) => value - before[k])];
    }
}
