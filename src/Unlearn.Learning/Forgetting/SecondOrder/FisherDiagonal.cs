using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Means of squared gradients of single points, the diagonal of a Fisher matrix: squaring the gradient of a batch's mean would depend on
/// the batch size. Computed layer by layer, by hand for dense networks and from a tape for the others, without a copy of the model a point.
/// </summary>
internal static class FisherDiagonal
{
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
        Count(context, sets, 1);
        return Backends
            .Of(context.Data.Network)
            .EmpiricalFisher(context.Data, context.Originals, sets, cancellationToken);
    }

    /// <summary>
    /// The true one: squared gradients of every class's cross-entropy, weighted by the model's probability of it. Of texts, whose tokens have a vocabulary of
    /// answers each, an estimate without bias: each labelled token is drawn once from the model's law.
    /// </summary>
    public static Tensor Expected(
        UnlearningContext context,
        IReadOnlyList<PointSet> sets,
        CancellationToken cancellationToken
    )
    {
        if (context.Data.Dataset.Sequences is not null)
        {
            Count(context, sets, 1);
            return TextFisher.Expected(
                context.Data,
                context.Originals,
                sets,
                [.. context.Requests.Select(static request => request.Seed.Derive("fisher"))],
                cancellationToken
            );
        }

        Count(context, sets, context.Data.Network.Classes);
        return Backends
            .Of(context.Data.Network)
            .ExpectedFisher(context.Data, context.Originals, sets, cancellationToken);
    }

    private static void Count(UnlearningContext context, IReadOnlyList<PointSet> sets, int gradients)
    {
        for (int member = 0; member < sets.Count; member++)
        {
            context.Cost.Add(member, (long)sets[member].Count * gradients);
        }
    }
}
