using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Networks with <see cref="Models.Network.HasGradientsByHand"/>, member after member in native buffers, in the precision of the weights.</summary>
internal sealed class DenseBackend : IBackend
{
    /// <inheritdoc />
    public IReadOnlyList<LogitTable> Logits(
        TrainingData data,
        ParameterStack parameters,
        int[] points,
        CancellationToken cancellationToken
    ) =>
        IsDouble(parameters)
            ? DensePrediction.Logits<double>(data, parameters, points, cancellationToken)
            : DensePrediction.Logits<float>(data, parameters, points, cancellationToken);

    /// <inheritdoc />
    public Tensor MeanGradient(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int[]> points,
        out double[] losses
    ) =>
        IsDouble(parameters)
            ? DenseGradient.Means<double>(data, parameters, points, out losses)
            : DenseGradient.Means<float>(data, parameters, points, out losses);

    /// <inheritdoc />
    public Tensor EmpiricalFisher(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    ) =>
        IsDouble(parameters)
            ? DenseFisher.Empirical<double>(data, parameters, points, cancellationToken)
            : DenseFisher.Empirical<float>(data, parameters, points, cancellationToken);

    /// <inheritdoc />
    public Tensor ExpectedFisher(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    ) =>
        IsDouble(parameters)
            ? DenseFisher.Expected<double>(data, parameters, points, cancellationToken)
            : DenseFisher.Expected<float>(data, parameters, points, cancellationToken);

    /// <inheritdoc />
    public Tensor? GaussNewtonProduct(
        TrainingData data,
        ParameterStack parameters,
        Tensor vectors,
        IReadOnlyList<PointSet> points
    ) =>
        data.Network.AffineChain is null ? null
        : IsDouble(parameters) ? DenseGaussNewton<double>.Product(data, parameters, vectors, points)
        : DenseGaussNewton<float>.Product(data, parameters, vectors, points);

    private static bool IsDouble(ParameterStack parameters) => parameters.Flat.dtype == ScalarType.Float64;
}
