using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Any network by automatic differentiation of its forward pass: the oracle of every faster backend.</summary>
internal sealed class AutogradBackend : IBackend
{
    // Points whose activations stay in the cache.
    private const int Chunk = 64;

    /// <inheritdoc />
    public IReadOnlyList<LogitTable> Logits(
        TrainingData data,
        ParameterStack parameters,
        int[] points,
        CancellationToken cancellationToken
    ) =>
        Logits(
            data.Network,
            parameters,
            points.Length,
            (start, count) => data.Tensors.Inputs(points.AsSpan(start, count), parameters.Flat.dtype),
            cancellationToken
        );

    /// <summary>Logits of every member on any inputs.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="inputs">The points from a first one on, so many: [1, B, features].</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    public static IReadOnlyList<LogitTable> Logits(
        Network network,
        ParameterStack parameters,
        int count,
        Func<int, int, Tensor> inputs,
        CancellationToken cancellationToken
    )
    {
        var tables = new LogitTable[parameters.Members];
        for (int member = 0; member < tables.Length; member++)
        {
            using ParameterStack own = parameters.Slice(member, 1);
            tables[member] = new LogitTable(
                EvaluationPass.Run(network, count, inputs, batch => network.Forward(own, batch), cancellationToken),
                network.Classes
            );
        }

        return tables;
    }

    /// <inheritdoc />
    public Tensor MeanGradient(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    )
    {
        Tensor gradient = zeros_like(parameters.Flat);
        losses = new double[points.Count];
        for (int m = 0; m < points.Count; m++)
        {
            using var own = new ParameterStack(parameters.Layout, parameters.Flat.narrow(0, m, 1));
            using Tensor row = gradient.narrow(0, m, 1);
            foreach (int[] ids in points[m].Chunk(Chunk))
            {
                using DisposeScope scope = NewDisposeScope();
                PaddedBatch batch = data.Tensors.Batch([ids], type: parameters.Flat.dtype);
                double share = (double)ids.Length / points[m].Length;
                Tensor part = LossGradient.Of(
                    own,
                    tracked => CrossEntropy.Mean(data.Network.Predict(tracked, batch.Inputs, batch.Places), batch),
                    out double[] mean
                );
                row.Gain(part.Times(share));
                losses[m] += mean[0] * share;
            }
        }

        return gradient;
    }

    /// <inheritdoc />
    public Tensor EmpiricalFisher(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    ) =>
        data.Dataset.Sequences is null
            ? MemberwiseFisher.Empirical(data, parameters, points, cancellationToken)
            : TextFisher.Empirical(data, parameters, points, cancellationToken);

    /// <inheritdoc />
    public Tensor ExpectedFisher(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    ) => MemberwiseFisher.Expected(data, parameters, points, cancellationToken);

    /// <inheritdoc />
    public Tensor? GaussNewtonProduct(
        TrainingData data,
        ParameterStack parameters,
        Tensor vectors,
        IReadOnlyList<PointSet> points
    ) => null;
}
