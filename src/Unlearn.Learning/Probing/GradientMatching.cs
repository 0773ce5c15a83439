using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks.Reconstruction;
using static TorchSharp.torch;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Gradient inversion by optimisation (Geiping et al. 2020, equation 4; Hu et al. 2024 for unlearning): minimises
/// 1 - cos(theta_after - theta_before, gradient at (x, y)) + weight TV(x) over the input x, by Adam from several starting points
/// at once, as members of a stack. Without the row, weights have moved along its own gradient, so the cosine tends to 1.
/// </summary>
/// <param name="input">The models.</param>
/// <param name="options">Iterations, starting points and priors.</param>
internal sealed class GradientMatching(ProbeInput input, Reconstruction options)
{
    private const double CoarseStep = 0.1;
    private const double FineStep = 0.01;
    private readonly int _features = input.Data.Dataset.FeatureCount;

    /// <summary>The best row over all starting points, by the objective, which never looks at the truth.</summary>
    /// <param name="guess">A first starting point and the class, from the closed form; random ones alone where its row is null.</param>
    /// <param name="label">The row's class.</param>
    /// <param name="cancellationToken">Checked at every iteration.</param>
    public GradientMatch Recover(double[]? guess, int label, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        (double low, double high) = Range();
        Tensor direction = Direction();
        Tensor values = Starts(guess, low, high);
        using var models = new ParameterStack(
            input.Original.Layout,
            Wide(input.Original).expand(options.Restarts, -1).contiguous()
        );
        Tensor labels = tensor([.. Enumerable.Repeat((long)label, options.Restarts)], [options.Restarts, 1L]);
        int coarse = options.Iterations * 2 / 3;
        var adam = new TensorAdam(values, CoarseStep * (high - low));
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (iteration == coarse)
            {
                adam = new TensorAdam(values, FineStep * (high - low));
            }

            using DisposeScope step = NewDisposeScope();
            Tensor leaf = values.detach().requires_grad_();
            Tensor loss = Cosines(models, leaf, labels, direction).neg().Plus(Roughness(leaf));
            adam.Step(GuardedAutograd.Gradients(loss, [leaf])[0]);
            if (options.Bounded)
            {
                values.copy_(values.AtLeast(low).AtMost(high));
            }
        }

        Tensor ending = values.detach().requires_grad_();
        Tensor cosines = Cosines(models, ending, labels, direction).detach();
        double[] objective = cosines.Minus(Roughness(ending).detach()).data<double>().ToArray();
        int best = Array.IndexOf(objective, objective.Max());
        return new GradientMatch(
            new Reconstructed(values.select(0, best).flatten().data<double>().ToArray(), label, Scaled: true),
            cosines.data<double>()[best]
        );
    }

    /// <summary>cos(difference of the weights, gradient of each member's cross-entropy at its input), [R].</summary>
    private Tensor Cosines(ParameterStack models, Tensor values, Tensor labels, Tensor direction)
    {
        using ParameterStack tracked = models.Track();
        Tensor losses = CrossEntropy.PerPoint(input.Data.Network.Forward(tracked, values), labels);
        Tensor gradient = GuardedAutograd.Gradients(losses, [tracked.Flat], createGraph: true)[0];
        Tensor product = (gradient * direction).sum(1, keepdim: false);
        Tensor size = (gradient * gradient).sum(1, keepdim: false).Plus(1e-30).sqrt();
        return product / size;
    }

    /// <summary>Total variation of the rows as pictures, mean of absolute differences of neighbours, times its weight; [R].</summary>
    private Tensor Roughness(Tensor values)
    {
        if (options.TotalVariation == 0.0)
        {
            return zeros([options.Restarts], values.dtype);
        }

        ReadOnlySpan<int> shape = input.Data.Network.FeatureShape.AsSpan();
        Tensor pictures = values.view([options.Restarts, -1, shape[^2], shape[^1]]);
        return Steps(pictures, 2).Plus(Steps(pictures, 3)).Times(options.TotalVariation);
    }

    private static Tensor Steps(Tensor pictures, int axis)
    {
        long length = pictures.size(axis) - 1;
        Tensor differences = pictures.narrow(axis, 1, length).Minus(pictures.narrow(axis, 0, length));
        return differences.abs().flatten(1).mean([1]);
    }

    /// <summary>The weights' difference, of unit length, [1, width].</summary>
    private Tensor Direction()
    {
        Tensor difference = Wide(input.Target).Minus(Wide(input.Original));
        Tensor own = difference * input.Original.Layout.TrainableRow(ScalarType.Float64);
        return own / (own * own).sum().sqrt();
    }

    private static Tensor Wide(ParameterStack model) => model.Flat.to_type(ScalarType.Float64);

    /// <summary>The smallest and the largest value of the attacker's own points.</summary>
    private (double Low, double High) Range()
    {
        var low = double.PositiveInfinity;
        var high = double.NegativeInfinity;
        foreach (int point in input.Public.Ids)
        {
            foreach (float value in input.Data.Dataset.Features.AsSpan(point * _features, _features))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    /// <summary>The guess, then keyed uniform rows within the attacker's range; [R, 1, features].</summary>
    private Tensor Starts(double[]? guess, double low, double high)
    {
        var rows = new double[options.Restarts * _features];
        for (int start = 0; start < options.Restarts; start++)
        {
            RandomKey key = input.Request.Seed.Derive("reconstruction").Derive(start);
            for (int i = 0; i < _features; i++)
            {
                double value =
                    start == 0 && guess is not null ? guess[i] : low + ((high - low) * key.Uniform((ulong)i));
                rows[(start * _features) + i] = options.Bounded ? Math.Clamp(value, low, high) : value;
            }
        }

        return tensor(rows, [options.Restarts, 1, _features]).Aligned();
    }
}
