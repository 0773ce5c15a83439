using System.Numerics;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>The class of a point as a member sees it in an epoch.</summary>
/// <param name="member">The context's member.</param>
/// <param name="epoch">0-based epoch.</param>
/// <param name="point">The point's id.</param>
/// <param name="place">Which of the point's predictions: 0 for a classifier's one, 0 and on for the labelled tokens of a sequence.</param>
/// <param name="truth">The right class or token in the dataset.</param>
internal delegate int DescentLabel(int member, int epoch, int point, int place, int truth);

/// <summary>
/// The loss of most gradient methods: mean cross-entropies of a step's two batches, each with a factor, and an l1 penalty.
/// </summary>
internal sealed record CrossEntropySum : DescentObjective
{
    /// <summary>A member's factor of the mean cross-entropy of <see cref="DescentStep.Points"/>; negative to ascend.</summary>
    public Func<int, double> Points { get; init; } = static _ => 1.0;

    /// <summary>
    /// A member's factor of the mean cross-entropy of <see cref="DescentStep.Companions"/>; negative to ascend, null where they do not count.
    /// </summary>
    public Func<int, double>? Companions { get; init; }

    /// <summary>Classes of <see cref="DescentStep.Points"/>; null for the dataset's own.</summary>
    public DescentLabel? Label { get; init; }

    /// <inheritdoc />
    public override bool ReadsCompanions(int member) => Companions is not null && Companions(member) != 0.0;

    /// <inheritdoc />
    public override Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        PaddedBatch? points =
            batch.Points is { } known && Label is not null
                ? known with
                {
                    Labels = known.Relabelled(
                        (position, id, place, truth) =>
                            Label(batch.Members[position], batch.Steps[position].Epoch, id, place, truth)
                    ),
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

    /// <inheritdoc />
    public override double OfPoints<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        if (Label is null)
        {
            return Mean(batch, batch.Labels, batch.Points, Points(member));
        }

        var labels = new int[batch.Points.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Label(member, step.Epoch, batch.Points[i], 0, batch.LabelOf(i));
        }

        return Mean(batch, labels, [.. Enumerable.Range(0, labels.Length)], Points(member));
    }

    /// <inheritdoc />
    public override double OfCompanions<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others) =>
        Mean(batch, batch.Labels, batch.Points, Companions!(member));

    /// <summary>A mean cross-entropy with a factor, and its errors.</summary>
    internal static double Mean<T>(
        LogitBatch<T> batch,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> points,
        double factor
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T scale = T.CreateChecked(factor / points.Length);
        double sum = SoftmaxErrors.Fill(batch.Logits, labels, points, batch.Classes, batch.Stride, batch.Errors, scale);
        return factor * sum / points.Length;
    }

    private static Tensor Penalty(ParameterStack parameters, DescentBatch batch, Func<int, int, double> norm)
    {
        Tensor factor = tensor([.. batch.Members.Zip(batch.Steps, (member, step) => norm(member, step.Epoch))]);
        Tensor trainable = parameters.Layout.TrainableRow(parameters.Flat.dtype);
        Tensor sizes = (parameters.Flat.abs() * trainable).sum(1, keepdim: false);
        return sizes * factor.to_type(sizes.dtype);
    }
}
