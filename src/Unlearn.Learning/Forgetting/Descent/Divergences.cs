using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Distances between output distributions.</summary>
internal static class Divergences
{
    /// <summary>
    /// KL(teacher || student) of each point at a temperature, from logits on both sides, times the temperature squared so that
    /// gradients keep their size (Hinton, Vinyals, Dean 2015).
    /// </summary>
    /// <param name="teacher">[K, B, classes], not differentiated.</param>
    /// <param name="student">[K, B, classes].</param>
    /// <param name="temperatures">Divide both; one per member.</param>
    /// <returns>[K, B].</returns>
    public static Tensor Distillation(Tensor teacher, Tensor student, IReadOnlyCollection<double> temperatures)
    {
        Tensor inverse = MemberColumn.Of(temperatures.Select(static value => 1.0 / value), student.dtype).unsqueeze(2);
        Tensor square = MemberColumn.Of(temperatures.Select(static value => value * value), student.dtype);
        return FromProbabilities((teacher * inverse).softmax(-1), student * inverse) * square;
    }

    /// <summary>KL(p || softmax(student)) of each point, [K, B].</summary>
    public static Tensor FromProbabilities(Tensor probabilities, Tensor student)
    {
        Tensor entropy = probabilities.xlogy(probabilities).sum(-1, keepdim: false);
        return entropy.Minus((probabilities * student.log_softmax(-1)).sum(-1, keepdim: false));
    }

    /// <summary>Mean over a batch's points of KL(original || model), at the labelled tokens alone of sequences, [K].</summary>
    /// <param name="parameters">The models.</param>
    /// <param name="batch">The step.</param>
    /// <param name="points">One of its batches.</param>
    /// <param name="original">The original's logits.</param>
    public static Tensor FromOriginal(
        ParameterStack parameters,
        DescentBatch batch,
        PaddedBatch points,
        Teacher original
    ) =>
        Sum(
            FromProbabilities(original.For(batch.Members, points).softmax(-1), batch.Logits(parameters, points)),
            points
        );

    /// <summary>Weighted sums over each member's predictions, [K]: the mean over points where a batch's weights are means.</summary>
    public static Tensor Sum(Tensor perPoint, PaddedBatch batch) => (perPoint * batch.Weights).sum(1, keepdim: false);
}
