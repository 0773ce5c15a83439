using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Asks the members of stacks: by automatic differentiation, which every network allows, or by hand where a network's form is known.
/// <see cref="Backends.Of"/> gives the one of a network; all give the same results up to rounding, and a member's bits never depend on its company.
/// </summary>
internal interface IBackend
{
    /// <summary>Logits of every member on the same points, one table per member.</summary>
    IReadOnlyList<LogitTable> Logits(
        TrainingData data,
        ParameterStack parameters,
        int[] points,
        CancellationToken cancellationToken
    );

    /// <summary>The gradient of the mean cross-entropy of each member's own points, as <see cref="CrossEntropyGradient.Mean"/>.</summary>
    Tensor MeanGradient(TrainingData data, ParameterStack parameters, IReadOnlyList<int[]> points, out double[] losses);

    /// <summary>
    /// Means of squared gradients of the true labels' cross-entropy, the diagonal of the empirical Fisher matrix: [M, width], zero in gaps; owned
    /// by the caller.
    /// </summary>
    Tensor EmpiricalFisher(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Means of squared gradients of every class's cross-entropy, weighted by the model's probability of it, the diagonal of the true Fisher
    /// matrix: [M, width], zero in gaps; owned by the caller.
    /// </summary>
    Tensor ExpectedFisher(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<PointSet> points,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The sum over each member's points of the Gauss-Newton matrix of cross-entropy times the member's vector, [M, width]; null where the
    /// backend has no better way than differentiating twice.
    /// </summary>
    Tensor? GaussNewtonProduct(
        TrainingData data,
        ParameterStack parameters,
        Tensor vectors,
        IReadOnlyList<PointSet> points
    );
}
