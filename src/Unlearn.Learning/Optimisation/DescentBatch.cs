using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>What a loss sees of one step: the members that still descend and their batches.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="Members">Indices in the context of the K members.</param>
/// <param name="Steps">The step of each.</param>
/// <param name="Points">Batches of <see cref="DescentStep.Points"/>, or null where no member has any.</param>
/// <param name="Companions">Batches of <see cref="DescentStep.Companions"/>, or null where no member has any.</param>
internal sealed record DescentBatch(
    Network Network,
    IReadOnlyList<int> Members,
    IReadOnlyList<DescentStep> Steps,
    PaddedBatch? Points,
    PaddedBatch? Companions
)
{
    /// <summary>
    /// Whether some weights move in this step. A step of length zero only looks: it evaluates, and running statistics stay as they are.
    /// </summary>
    private bool Moves => Steps.Any(static step => step.Rate != 0.0);

    /// <summary>Logits of one of the two batches, [K, B, classes], or [K, P, vocabulary] at the labelled tokens of sequences.</summary>
    public Tensor Logits(ParameterStack parameters, PaddedBatch batch) =>
        Network.Predict(parameters, batch.Inputs, batch.Places, training: Moves);

    /// <summary>One number of each member, [K, 1], such as a factor that is an option of its method.</summary>
    /// <param name="value">The number of a member of the context.</param>
    public Tensor Column(Func<int, double> value) =>
        MemberColumn.Of(Members.Select(value), (Points ?? Companions)!.Weights.dtype);

    /// <summary>Mean cross-entropy of each member on one of the two batches, [K]; zeros without a batch.</summary>
    public Tensor MeanCrossEntropy(ParameterStack parameters, PaddedBatch? batch) =>
        batch is null
            ? zeros([Members.Count], parameters.Flat.dtype)
            : CrossEntropy.PerMember(CrossEntropy.PerPoint(Logits(parameters, batch), batch.Labels), batch.Weights);
}
