using Unlearn.Core;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// The sums of the updates that a training made from batches with points to forget and with none that an earlier request forgot:
/// those are taken back already. Nothing is stored while an original is trained: it is trained again when a request comes.
/// </summary>
internal sealed class BatchUpdates : ITrainingWitness
{
    /// <summary>Largest distance, relative to the largest weight, between an original and its repetition on another machine.</summary>
    private const double Tolerance = 1e-2;

    private readonly HashSet<int>[] _forget;
    private readonly HashSet<int>[] _before;
    private readonly double[][] _sums;

    private BatchUpdates(UnlearningContext context)
    {
        _forget = [.. context.Requests.Select(static request => request.Forget.ToHashSet())];
        _before =
        [
            .. context.Requests.Select(static request => request.Sequence[0].Train.Except(request.Train).ToHashSet()),
        ];
        _sums = [.. context.Requests.Select(_ => new double[context.Data.Network.Layout.Width])];
    }

    /// <summary>Repeats the originals' training and adds up, [M, width] in float64; owned by the caller's scope.</summary>
    /// <exception cref="InputException">An original is not what its training gives.</exception>
    public static Tensor Of(UnlearningContext context, CancellationToken cancellationToken)
    {
        var updates = new BatchUpdates(context);
        using ParameterStack weights = RepeatedTraining.Of(context, updates, cancellationToken);
        Check(context, weights);
        return tensor([.. updates._sums.SelectMany(static sum => sum)], [weights.Members, weights.Layout.Width]);
    }

    /// <inheritdoc />
    public bool Wants(int member, ReadOnlySpan<int> points)
    {
        bool found = false;
        foreach (int point in points)
        {
            if (_before[member].Contains(point))
            {
                return false;
            }

            found |= _forget[member].Contains(point);
        }

        return found;
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

    private static void Check(UnlearningContext context, ParameterStack repeated)
    {
        for (int member = 0; member < context.Requests.Count; member++)
        {
            Tensor original = context.Originals.Flat.select(0, member);
            bool edited = context.Requests[member].Before is not null;
            if (!edited && !IsSame(original, repeated.Flat.select(0, member)))
            {
                throw new InputException(
                    "Method 'amnesiac' takes back updates of the original's training, and training again as the manifest says gives "
                        + "other weights: it cannot serve a model whose weights come from elsewhere."
                );
            }
        }
    }

    private static bool IsSame(Tensor original, Tensor repeated) =>
        Largest(original.Minus(repeated)) <= Tolerance * Math.Max(1.0, Largest(original));

    private static double Largest(Tensor values) => values.abs().max().to_type(ScalarType.Float64).item<double>();
}
