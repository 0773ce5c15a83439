using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>The forgotten points of one step, as the loss of a method sees them.</summary>
/// <param name="Step">The step.</param>
/// <param name="Points">Its forgotten points.</param>
/// <param name="Logits">[K, P, classes]: one prediction per point of a classifier, one per labelled token of a sequence.</param>
/// <param name="Original">What the original answers, for methods that compare; null for others.</param>
internal sealed record ForgetBatch(DescentBatch Step, PaddedBatch Points, Tensor Logits, Teacher? Original)
{
    /// <summary>-log p of each prediction, in nats, [K, P].</summary>
    public Tensor Losses() => CrossEntropy.PerPoint(Logits, Points.Labels);

    /// <summary>-log p0 of each prediction, p0 being the original's, [K, P].</summary>
    public Tensor OriginalLosses() => CrossEntropy.PerPoint(Original!.For(Step.Members, Points), Points.Labels);

    /// <summary>Mean over points of the mean over their predictions, [K].</summary>
    public Tensor Mean(Tensor perPrediction) => Divergences.Sum(perPrediction, Points);

    /// <summary>Mean over points of something that is known of each as a whole, [K].</summary>
    /// <param name="perPoint">[K, B].</param>
    public Tensor MeanOfPoints(Tensor perPoint) => (perPoint * Points.PointWeights).sum(1, keepdim: false);

    /// <summary>Cross-entropy -sum q log p of each prediction against a law that is not differentiated, [K, P].</summary>
    /// <param name="law">Logits of q, as <see cref="Logits"/>.</param>
    public Tensor Against(Tensor law) =>
        (law.detach().softmax(-1) * Logits.log_softmax(-1)).sum(-1, keepdim: false).neg();

    /// <summary>1 at the right class or token of each prediction, 0 elsewhere, true or false; as <see cref="Logits"/>.</summary>
    public Tensor IsRight() => nn.functional.one_hot(Points.Labels, Logits.size(-1)).to_type(ScalarType.Bool);
}
