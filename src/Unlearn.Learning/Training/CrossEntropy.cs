using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Cross-entropy -sum_c t_c log p_c of each member's points, in nats; p is the softmax of the logits.</summary>
public static class CrossEntropy
{
    /// <summary>Of each point against its class.</summary>
    /// <param name="logits">[M, B, classes].</param>
    /// <param name="labels">[M, B], 64-bit.</param>
    /// <returns>[M, B].</returns>
    public static Tensor PerPoint(Tensor logits, Tensor labels)
    {
        using Tensor logProbabilities = logits.log_softmax(-1);
        using Tensor index = labels.unsqueeze(-1);
        using Tensor chosen = logProbabilities.gather(-1, index);
        using Tensor flat = chosen.squeeze(-1);
        return flat.neg();
    }

    /// <summary>Weighted sum over each member's points; with the weights of <see cref="TensorData.Batch"/> the mean over its real points.</summary>
    /// <param name="perPoint">[M, B].</param>
    /// <param name="weights">[M, B].</param>
    /// <returns>[M].</returns>
    public static Tensor PerMember(Tensor perPoint, Tensor weights)
    {
        using Tensor weighted = perPoint * weights;
        return weighted.sum(1, keepdim: false);
    }

    /// <summary>Mean over each member's real points, hard labels.</summary>
    public static Tensor Mean(Tensor logits, PaddedBatch batch)
    {
        using Tensor perPoint = PerPoint(logits, batch.Labels);
        return PerMember(perPoint, batch.Weights);
    }
}
