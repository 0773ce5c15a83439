using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>The class of a point as a member sees it in an epoch.</summary>
/// <param name="member">The context's member.</param>
/// <param name="epoch">0-based epoch.</param>
/// <param name="point">The point's id.</param>
/// <param name="truth">Its class in the dataset.</param>
internal delegate int DescentLabel(int member, int epoch, int point, int truth);

/// <summary>
/// The loss of most gradient methods: mean cross-entropies of a step's two batches, each with a factor, and an l1 penalty. Dense
/// networks descend on it with gradients by hand (<see cref="DenseDescent"/>), all others by automatic differentiation.
/// </summary>
internal sealed record CrossEntropySum
{
    /// <summary>A member's factor of the mean cross-entropy of <see cref="DescentStep.Points"/>; negative to ascend.</summary>
    public Func<int, double> Points { get; init; } = static _ => 1.0;

    /// <summary>
    /// A member's factor of the mean cross-entropy of <see cref="DescentStep.Companions"/>; negative to ascend, null where they do not count.
    /// </summary>
    public Func<int, double>? Companions { get; init; }

    /// <summary>A member's factor of the sum of absolute weights in an epoch; null for none.</summary>
    public Func<int, int, double>? Norm { get; init; }

    /// <summary>Classes of <see cref="DescentStep.Points"/>; null for the dataset's own.</summary>
    public DescentLabel? Label { get; init; }

    /// <summary>The loss of each member as tensors, [K].</summary>
    public Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        PaddedBatch? points =
            batch.Points is { } known && Label is not null
                ? known with
                {
                    Labels = Relabelled(batch, known),
                }
                : batch.Points;
        Tensor loss = batch.MeanCrossEntropy(parameters, points) * batch.Column(Points).squeeze(1);
        if (Companions is not null)
        {
            Tensor others = batch.MeanCrossEntropy(parameters, batch.Companions);
            loss = loss.Plus(others * batch.Column(Companions).squeeze(1));
        }

        return Norm is null ? loss : loss.Plus(Penalty(parameters, batch, Norm));
    }

    private static Tensor Penalty(ParameterStack parameters, DescentBatch batch, Func<int, int, double> norm)
    {
        Tensor factor = tensor([.. batch.Members.Zip(batch.Steps, (member, step) => norm(member, step.Epoch))]);
        Tensor trainable = DescentOptimizer.TrainableRow(parameters.Layout, parameters.Flat.dtype);
        Tensor sizes = (parameters.Flat.abs() * trainable).sum(1, keepdim: false);
        return sizes * factor.to_type(sizes.dtype);
    }

    private Tensor Relabelled(DescentBatch batch, PaddedBatch points)
    {
        long[] labels = points.Labels.data<long>().ToArray();
        int rows = labels.Length / batch.Members.Count;
        for (int position = 0; position < batch.Members.Count; position++)
        {
            int[] ids = points.Ids[position];
            for (int i = 0; i < ids.Length; i++)
            {
                int at = (position * rows) + i;
                labels[at] = Label!(batch.Members[position], batch.Steps[position].Epoch, ids[i], (int)labels[at]);
            }
        }

        return tensor(labels, points.Labels.shape);
    }
}
