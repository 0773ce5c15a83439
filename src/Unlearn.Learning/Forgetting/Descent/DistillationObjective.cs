using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Distillation: KL(teacher || student) at a temperature, times its square so that gradients keep their size (Hinton, Vinyals, Dean 2015),
/// and cross-entropy beside it. Means over <see cref="DescentStep.Points"/> are descended on; over <see cref="DescentStep.Companions"/>,
/// which have no cross-entropy, they are ascended.
/// </summary>
internal sealed record DistillationObjective : DescentObjective
{
    /// <summary>The teachers' logits on every point that a step may have.</summary>
    public required Teacher Teacher { get; init; }

    /// <summary>Divides the logits of both; one per member.</summary>
    public required Func<int, double> Temperature { get; init; }

    /// <summary>A member's factor of the divergence on points.</summary>
    public Func<int, double> Points { get; init; } = static _ => 1.0;

    /// <summary>Factor of the cross-entropy on points.</summary>
    public double CrossEntropy { get; init; }

    /// <inheritdoc />
    public override Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        double[] temperatures = [.. batch.Members.Select(Temperature)];
        Tensor loss = zeros([batch.Members.Count], parameters.Flat.dtype);
        if (batch.Points is { } points)
        {
            Tensor student = batch.Logits(parameters, points);
            Tensor distance = Divergences.Distillation(Teacher.For(batch.Members, points), student, temperatures);
            Tensor entropy = Training.CrossEntropy.PerPoint(student, points.Labels).Times(CrossEntropy);
            loss = loss.Plus(Divergences.Sum((distance * batch.Column(Points)).Plus(entropy), points));
        }

        if (batch.Companions is { } companions)
        {
            Tensor student = batch.Logits(parameters, companions);
            Tensor distance = Divergences.Distillation(Teacher.For(batch.Members, companions), student, temperatures);
            loss = loss.Minus(Divergences.Sum(distance, companions));
        }

        return loss;
    }

    /// <inheritdoc />
    public override double OfPoints<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        double loss = CrossEntropySum.Mean(batch, batch.Labels, batch.Points, CrossEntropy);
        return loss + AddDivergence(Teacher, member, batch, Temperature(member), Points(member));
    }

    /// <inheritdoc />
    public override double OfCompanions<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        batch.Errors[..batch.Logits.Length].Clear();
        return AddDivergence(Teacher, member, batch, Temperature(member), -1.0);
    }

    /// <summary>
    /// Adds to the errors of a batch those of a factor times the mean of t^2 KL(p || q), p and q being the softmaxes of teacher and student at temperature t: the
    /// derivative by the student's logits is t (q - p).
    /// </summary>
    internal static double AddDivergence<T>(
        Teacher original,
        int member,
        LogitBatch<T> batch,
        double temperature,
        double factor
    )
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        double weight = factor / batch.Points.Length;
        var inverse = T.CreateChecked(1.0 / temperature);
        var slope = T.CreateChecked(weight * temperature);
        Span<T> teacher = stackalloc T[batch.Stride];
        Span<T> wanted = stackalloc T[batch.Stride];
        Span<T> given = stackalloc T[batch.Stride];
        double sum = 0.0;
        for (int i = 0; i < batch.Points.Length; i++)
        {
            ReadOnlySpan<float> row = original.Row(member, batch.Points[i]);
            for (int c = 0; c < row.Length; c++)
            {
                teacher[c] = T.CreateChecked(row[c]);
            }

            ReadOnlySpan<T> student = batch.LogitsOf(i);
            double logarithm = SoftmaxRow.Fill(teacher, batch.Classes, inverse, wanted);
            sum += SoftmaxRow.Fill(student, batch.Classes, inverse, given) - logarithm;
            Span<T> errors = batch.ErrorsOf(i);
            for (int c = 0; c < batch.Classes; c++)
            {
                sum += double.CreateChecked(wanted[c] * (teacher[c] - student[c]) * inverse);
                errors[c] += slope * (given[c] - wanted[c]);
            }
        }

        return weight * temperature * temperature * sum;
    }
}
