using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// Cross-entropy with a weight for each class, and the squared difference between the entropies of a student's and a teacher's outputs: means over
/// <see cref="DescentStep.Points"/>.
/// </summary>
internal sealed record EntropyMatch : DescentObjective
{
    /// <summary>The teachers' logits on every point that a step may have.</summary>
    public required Teacher Teacher { get; init; }

    /// <summary>A member's weight of each class.</summary>
    public required IReadOnlyList<double[]> ClassWeights { get; init; }

    /// <summary>A member's factor of the squared difference.</summary>
    public required Func<int, double> Factor { get; init; }

    /// <inheritdoc />
    public override bool ReadsCompanions(int member) => false;

    /// <inheritdoc />
    public override Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        PaddedBatch points = batch.Points!;
        Tensor logits = batch.Logits(parameters, points);
        Tensor entropy = CrossEntropy.PerPoint(logits, points.Labels);

        // Weights act on single points, before the mean; on an already averaged loss they would not weigh classes.
        long[] labels = points.Labels.data<long>().ToArray();
        int rows = labels.Length / batch.Members.Count;
        Tensor perClass = tensor(
            [.. labels.Select((label, at) => ClassWeights[batch.Members[at / rows]][label])],
            points.Labels.shape
        );
        Tensor gap = Entropies(logits).Minus(Entropies(Teacher.For(batch.Members, points)));
        Tensor matched = gap * gap * batch.Column(Factor);
        return Divergences.Sum((entropy * perClass.to_type(entropy.dtype)).Plus(matched), points);
    }

    /// <inheritdoc />
    /// <remarks>With p the softmax of the logits and H its entropy, the derivative of H by logit k is -p_k (log p_k + H).</remarks>
    public override double OfPoints<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        double factor = Factor(member);
        double weight = 1.0 / batch.Points.Length;
        Span<T> teacher = stackalloc T[batch.Stride];
        Span<T> shares = stackalloc T[batch.Stride];
        double loss = 0.0;
        for (int i = 0; i < batch.Points.Length; i++)
        {
            ReadOnlySpan<float> row = Teacher.Row(member, batch.Points[i]);
            for (int c = 0; c < row.Length; c++)
            {
                teacher[c] = T.CreateChecked(row[c]);
            }

            double wanted = Entropy<T>(teacher, shares, SoftmaxRow.Fill(teacher, batch.Classes, T.One, shares));
            ReadOnlySpan<T> logits = batch.LogitsOf(i);
            double logarithm = SoftmaxRow.Fill(logits, batch.Classes, T.One, shares);
            double entropy = Entropy<T>(logits, shares, logarithm);
            double gap = entropy - wanted;
            int label = batch.LabelOf(i);
            double perClass = ClassWeights[member][label];
            Span<T> errors = batch.ErrorsOf(i);
            errors.Clear();
            for (int c = 0; c < batch.Classes; c++)
            {
                double share = double.CreateChecked(shares[c]);
                double slope = -share * (double.CreateChecked(logits[c]) - logarithm + entropy);
                double error = perClass * (share - (c == label ? 1.0 : 0.0));
                errors[c] = T.CreateChecked(weight * (error + (2.0 * factor * gap * slope)));
            }

            loss += perClass * (logarithm - double.CreateChecked(logits[label]));
            loss += factor * gap * gap;
        }

        return weight * loss;
    }

    /// <inheritdoc />
    public override double OfCompanions<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        batch.Errors[..batch.Logits.Length].Clear();
        return 0.0; // no step of this loss has any
    }

    private static Tensor Entropies(Tensor logits)
    {
        Tensor shares = logits.log_softmax(-1);
        return -(shares.exp() * shares).sum(-1, keepdim: false);
    }

    /// <summary>The entropy of the softmax, from the logarithm of the sum of exponentials.</summary>
    private static double Entropy<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> shares, double logarithm)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        double entropy = 0.0;
        for (int c = 0; c < logits.Length; c++)
        {
            entropy -= double.CreateChecked(shares[c]) * (double.CreateChecked(logits[c]) - logarithm);
        }

        return entropy;
    }
}
