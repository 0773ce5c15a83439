using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>A loss of single points, [K, B], from logits [K, B, classes] and labels [K, B].</summary>
internal delegate Tensor PointLoss(Tensor logits, Tensor labels);

/// <summary>The point losses in use.</summary>
internal static class PointLosses
{
    /// <summary>Cross-entropy in nats.</summary>
    public static Tensor Entropy(Tensor logits, Tensor labels) => CrossEntropy.PerPoint(logits, labels);
}
