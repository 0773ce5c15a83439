using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Curvature;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// The sum of a point loss over each member's own set, with first and second derivatives. Sets are walked in chunks of a
/// fixed size that has no part in the mathematics.
/// </summary>
/// <param name="data">Dataset and network.</param>
/// <param name="sets">One set a member.</param>
/// <param name="loss">The loss of a point.</param>
internal sealed class EmpiricalLoss(TrainingData data, IReadOnlyList<PointSet> sets, PointLoss loss)
{
    private const int Chunk = 256;
    private readonly PointSource _source = new(data.Dataset);

    /// <summary>Sums of cross-entropy.</summary>
    public static EmpiricalLoss CrossEntropy(TrainingData data, IReadOnlyList<PointSet> sets) =>
        new(data, sets, PointLosses.Entropy);

    /// <summary>The sum of gradients of each member's points, [M, width]; owned by the caller's scope.</summary>
    public Tensor Gradient(ParameterStack at)
    {
        Tensor sum = zeros_like(at.Flat);
        foreach (int[][] ids in Chunks())
        {
            using DisposeScope scope = NewDisposeScope();
            using ParameterStack leaf = Leaf(at);
            sum.Gain(GuardedAutograd.Gradients(Losses(leaf, ids), [leaf.Flat])[0]);
        }

        return sum;
    }

    /// <summary>The sum of Hessians of each member's points times one vector per member, [M, width] (Pearlmutter 1994).</summary>
    public Tensor HessianProduct(ParameterStack at, Tensor vectors)
    {
        if (HasClosedForm)
        {
            return ClosedProduct(at, vectors);
        }

        Tensor sum = zeros_like(at.Flat);
        foreach (int[][] ids in Chunks())
        {
            using DisposeScope scope = NewDisposeScope();
            using ParameterStack leaf = Leaf(at);
            Tensor gradient = GuardedAutograd.Gradients(Losses(leaf, ids), [leaf.Flat], createGraph: true)[0];
            sum.Gain(GuardedAutograd.Gradients(gradient * vectors, [leaf.Flat])[0]);
        }

        return sum;
    }

    /// <summary>
    /// The sum of Gauss-Newton matrices J^T H J of each member's points times one vector per member, [M, width]: J is the derivative of
    /// the logits, H the loss's second derivative in them (Schraudolph 2002). Positive semidefinite for convex losses, and the
    /// Hessian itself where logits are linear in the parameters. By hand for cross-entropy on dense networks.
    /// </summary>
    public Tensor GaussNewtonProduct(ParameterStack at, Tensor vectors)
    {
        if (HasClosedForm)
        {
            return ClosedProduct(at, vectors);
        }

        if (
            loss == PointLosses.Entropy
            && Backends.Of(data.Network).GaussNewtonProduct(data, at, vectors, sets) is { } product
        )
        {
            return product;
        }

        Tensor sum = zeros_like(at.Flat);
        foreach (int[][] ids in Chunks())
        {
            using DisposeScope scope = NewDisposeScope();
            using ParameterStack leaf = Leaf(at);
            PaddedBatch batch = Batch(leaf, ids);
            Tensor logits = data.Network.Forward(leaf, batch.Inputs);

            // J v, by differentiating J^T u in the direction of u.
            Tensor dummy = zeros_like(logits).detach().requires_grad_();
            Tensor transposed = GuardedAutograd.Gradients(logits * dummy, [leaf.Flat], createGraph: true)[0];
            Tensor forward = GuardedAutograd.Gradients(transposed * vectors, [dummy])[0].detach();

            Tensor outputs = logits.detach().requires_grad_();
            Tensor losses = loss(outputs, batch.Labels) * batch.Weights;
            Tensor slope = GuardedAutograd.Gradients(losses, [outputs], createGraph: true)[0];
            Tensor curved = GuardedAutograd.Gradients(slope * forward, [outputs])[0].detach();
            sum.Gain(GuardedAutograd.Gradients(logits * curved, [leaf.Flat])[0]);
        }

        return sum;
    }

    /// <summary>Whether <see cref="Hessian"/> and products have a closed form: cross-entropy of softmax regression.</summary>
    public bool HasClosedForm => loss == PointLosses.Entropy && data.Network.AffineChain is { Layers.Length: 1 };

    /// <summary>
    /// The sum of one member's Hessians in closed form, [parameters, parameters] in the layout's order without gaps; owned by the
    /// caller.
    /// </summary>
    public Tensor Hessian(ParameterStack at, int member)
    {
        using SoftmaxRegressionCurvature curvature = Curvature(at, member);
        return curvature.Hessian();
    }

    private SoftmaxRegressionCurvature Curvature(ParameterStack at, int member)
    {
        using Tensor row = at.Flat.select(0, member);
        return new SoftmaxRegressionCurvature(data, ParameterRows.ToDoubles(row), sets[member].Ids);
    }

    private Tensor ClosedProduct(ParameterStack at, Tensor vectors)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = at.Layout.Width;
        double[] all = vectors.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        for (int member = 0; member < sets.Count; member++)
        {
            using SoftmaxRegressionCurvature curvature = Curvature(at, member);
            Span<double> own = all.AsSpan(member * width, width);
            curvature.Product(own).CopyTo(own);
        }

        return tensor(all, [sets.Count, width]).to_type(at.Flat.dtype).MoveToOuterDisposeScope();
    }

    private Tensor Losses(ParameterStack leaf, int[][] ids)
    {
        PaddedBatch batch = Batch(leaf, ids);
        return Training.CrossEntropy.PerMember(
            loss(data.Network.Forward(leaf, batch.Inputs), batch.Labels),
            batch.Weights
        );
    }

    private PaddedBatch Batch(ParameterStack leaf, int[][] ids) =>
        PaddedBatch.Gather(_source, [.. Enumerable.Range(0, ids.Length)], ids, Chunk, leaf.Flat.dtype, mean: false);

    private IEnumerable<int[][]> Chunks()
    {
        int longest = sets.Max(static set => set.Count);
        for (int start = 0; start < longest; start += Chunk)
        {
            int from = start;
            yield return [.. sets.Select(set => Part(set, from))];
        }
    }

    private static int[] Part(PointSet set, int start) =>
        start >= set.Count ? [] : set.Ids.AsSpan().Slice(start, Math.Min(Chunk, set.Count - start)).ToArray();

    private static ParameterStack Leaf(ParameterStack at) => new(at.Layout, at.Flat.detach().requires_grad_());
}
