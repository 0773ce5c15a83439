using TorchSharp;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Means of squared gradients of single points, the diagonal of a Fisher matrix. Every point is a member of a stack of copies
/// of one model, so its gradient is its own: squaring the gradient of a batch's mean would depend on the batch size. For dense
/// networks both are computed by hand.
/// </summary>
internal static class FisherDiagonal
{
    /// <summary>Copies that are differentiated at once.</summary>
    private const int Chunk = 128;

    /// <summary>The empirical one: gradients of the true labels' cross-entropy, [M, width].</summary>
    /// <param name="context">Data, originals and cost.</param>
    /// <param name="sets">The points of each member; the mean over none is zero.</param>
    /// <param name="cancellationToken">Checked at every chunk.</param>
    public static Tensor Empirical(
        UnlearningContext context,
        IReadOnlyList<PointSet> sets,
        CancellationToken cancellationToken
    )
    {
        if (context.Data.Network is not DenseNetwork)
        {
            return Mean(context, sets, [null], cancellationToken);
        }

        Count(context, sets, 1);
        return context.Originals.Flat.dtype == ScalarType.Float64
            ? DenseFisher.Empirical<double>(context.Data, context.Originals, sets, cancellationToken)
            : DenseFisher.Empirical<float>(context.Data, context.Originals, sets, cancellationToken);
    }

    /// <summary>The true one: squared gradients of every class's cross-entropy, weighted by the model's probability of it.</summary>
    public static Tensor Expected(
        UnlearningContext context,
        IReadOnlyList<PointSet> sets,
        CancellationToken cancellationToken
    )
    {
        int classes = context.Data.Network.Classes;
        if (context.Data.Network is not DenseNetwork)
        {
            return Mean(
                context,
                sets,
                [.. Enumerable.Range(0, classes).Select(static label => (int?)label)],
                cancellationToken
            );
        }

        Count(context, sets, classes);
        return context.Originals.Flat.dtype == ScalarType.Float64
            ? DenseFisher.Expected<double>(context.Data, context.Originals, sets, cancellationToken)
            : DenseFisher.Expected<float>(context.Data, context.Originals, sets, cancellationToken);
    }

    private static void Count(UnlearningContext context, IReadOnlyList<PointSet> sets, int gradients)
    {
        for (int member = 0; member < sets.Count; member++)
        {
            context.Cost.Add(member, (long)sets[member].Count * gradients);
        }
    }

    private static Tensor Mean(
        UnlearningContext context,
        IReadOnlyList<PointSet> sets,
        int?[] labels,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = zeros_like(context.Originals.Flat);
        for (int member = 0; member < sets.Count; member++)
        {
            Tensor sum = result.select(0, member);
            int copies = Math.Min(Chunk, context.Data.Network.MembersAtOnce);
            foreach (int[] ids in sets[member].Chunk(copies))
            {
                foreach (int? label in labels)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    sum.Gain(SquaredGradients(context, member, ids, label));
                }
            }

            sum.copy_(sum.Times(1.0 / Math.Max(1, sets[member].Count)));
        }

        Count(context, sets, labels.Length);

        return result.MoveToOuterDisposeScope();
    }

    /// <summary>The sum over points of squared gradients, [width]; for a given label weighted by its probability.</summary>
    private static Tensor SquaredGradients(UnlearningContext context, int member, int[] ids, int? label)
    {
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack copies = context.Originals.Select(Enumerable.Repeat(member, ids.Length));
        using ParameterStack leaf = copies.Track();
        int rows = context.Data.Network.MembersAtOnce == 1 ? 1 : PaddedBatch.Rows(1);
        PaddedBatch batch = PaddedBatch.Gather(
            new PointSource(context.Data.Dataset),
            ids,
            [.. ids.Select(static id => new[] { id })],
            rows,
            leaf.Flat.dtype,
            mean: false
        );
        Tensor labels = label is null
            ? batch.Labels
            : zeros_like(batch.Labels).Plus(label.Value).to_type(ScalarType.Int64);
        Tensor losses = CrossEntropy.PerPoint(context.Data.Network.Forward(leaf, batch.Inputs), labels);
        Tensor gradient = GuardedAutograd.Gradients(CrossEntropy.PerMember(losses, batch.Weights), [leaf.Flat])[0];
        Tensor squares = gradient * gradient;
        if (label is not null)
        {
            // The loss is -log p, so its exponential is the probability that weighs the point.
            squares *= (-losses.detach().narrow(1, 0, 1)).exp();
        }

        return squares.sum(0, keepdim: false).MoveToOuterDisposeScope();
    }
}
