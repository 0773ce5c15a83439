using TorchSharp;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Evaluates a network in passes of one size, the last one filled up with zeros: the tensor library chooses its algorithms by the size, so
/// that a point's bits would otherwise depend on how many others are asked for.
/// </summary>
public static class EvaluationPass
{
    // By measurement: fewer points cost calls, and values of more no longer fit into the cache, until the allocator maps and unmaps them.
    private const int Most = 64;
    private const int Step = 16;
    private const long Values = 20_000_000;

    /// <summary>Points of a pass: a matter of the network's size alone.</summary>
    public static int Points(Network network) =>
        (int)Math.Clamp(Values / network.ValuesPerPoint / Step * Step, Step, Most);

    /// <summary>What a function of points gives, without gradients.</summary>
    /// <param name="network">The network whose size counts.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="inputs">The points from a first one on, so many: [1, B, features].</param>
    /// <param name="function">From inputs to [1, B, width].</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    /// <returns>Row-major, count times width.</returns>
    public static double[] Run(
        Network network,
        int count,
        Func<int, int, Tensor> inputs,
        Func<Tensor, Tensor> function,
        CancellationToken cancellationToken
    )
    {
        int points = Points(network);
        double[] values = [];
        using IDisposable untracked = no_grad();
        for (int start = 0; start < count; start += points)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int rows = Math.Min(points, count - start);
            Tensor filled = nn.functional.pad(inputs(start, rows), [0, 0, 0, points - rows]);
            Tensor found = function(filled).narrow(1, 0, rows).to_type(ScalarType.Float64).contiguous();
            int width = (int)found.size(2);
            values = start == 0 ? new double[count * width] : values;
            found.data<double>().CopyTo(values, start * width);
        }

        return values;
    }
}
