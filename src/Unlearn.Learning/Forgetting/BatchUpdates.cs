using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting;

/// <summary>
/// The sums of the updates that a training made from batches with points to forget. Trainings here repeat bit by bit, so nothing is
/// stored while an original is trained: it is trained again when a request comes.
/// </summary>
internal sealed class BatchUpdates : ITrainingWitness
{
    /// <summary>Largest distance, relative to the largest weight, between an original and its repetition on another machine.</summary>
    private const double Tolerance = 1e-2;

    private readonly HashSet<int>[] _forget;
    private readonly double[][] _sums;

    private BatchUpdates(UnlearningContext context)
    {
        _forget = [.. context.Requests.Select(static request => request.Forget.ToHashSet())];
        _sums = [.. context.Requests.Select(_ => new double[context.Data.Network.Layout.Width])];
    }

    /// <summary>Repeats the originals' training and adds up, [M, width] in float64; owned by the caller's scope.</summary>
    /// <exception cref="InputException">An original is not what its training gives.</exception>
    public static Tensor Of(UnlearningContext context, CancellationToken cancellationToken)
    {
        var updates = new BatchUpdates(context);
        MemberSpec[] originals = [.. context.Requests.Select(static request => request.Original)];
        using ParameterStack initial = StackTrainer.Initialise(
            context.Data.Network,
            originals.Select(static original => original.Seed)
        );
        using var weights = new ParameterStack(initial.Layout, initial.Flat.to_type(context.Originals.Flat.dtype));
        StackTrainer.TrainStage(context.Data, originals, weights, checkpoints: null, updates, cancellationToken);
        CheckSame(context.Originals, weights);
        return tensor([.. updates._sums.SelectMany(static sum => sum)], [originals.Length, initial.Layout.Width]);
    }

    /// <inheritdoc />
    public bool Wants(int member, ReadOnlySpan<int> points)
    {
        foreach (int point in points)
        {
            if (_forget[member].Contains(point))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public void See(int member, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        double[] sum = _sums[member];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += after[i] - before[i];
        }
    }

    private static void CheckSame(ParameterStack originals, ParameterStack repeated)
    {
        if (Largest(originals.Flat.Minus(repeated.Flat)) > Tolerance * Math.Max(1.0, Largest(originals.Flat)))
        {
            throw new InputException(
                "Method 'amnesiac' takes back updates of the original's training, and training again as the manifest says gives "
                    + "other weights: it cannot serve a model whose weights come from elsewhere."
            );
        }
    }

    private static double Largest(Tensor values) => values.abs().max().to_type(ScalarType.Float64).item<double>();
}
