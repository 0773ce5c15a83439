using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Negative preference optimisation: (2/beta) log(1 + (p/p0)^beta) on points, where p0 is a frozen reference's probability of the true class,
/// and a factor times the cross-entropy of companions, or their divergence from the reference; means of both (Zhang et al., COLM 2024, equation 3, for a classifier).
/// </summary>
internal sealed record PreferenceLoss : DescentObjective
{
    /// <summary>The reference's logits on every point.</summary>
    public required Teacher Reference { get; init; }

    /// <summary>A member's inverse temperature beta.</summary>
    public required Func<int, double> Beta { get; init; }

    /// <summary>A member's factor of the companions' loss.</summary>
    public required Func<int, double> Alpha { get; init; }

    /// <summary>The reference's logits on companions, which are held by their divergence from it; null where they are held by cross-entropy.</summary>
    public Teacher? Held { get; init; }

    /// <inheritdoc />
    public override bool ReadsCompanions(int member) => Alpha(member) != 0.0;

    /// <inheritdoc />
    public override Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        PaddedBatch forget = batch.Points!;
        Tensor now = CrossEntropy.PerPoint(batch.Logits(parameters, forget), forget.Labels);
        Tensor then = CrossEntropy.PerPoint(Reference.For(batch.Members, forget), forget.Labels);
        // log(1 + (p/p0)^beta) = -log sigmoid(-beta (log p - log p0)), and cross-entropy is -log p.
        // Of a sequence, log p is the sum over its tokens.
        Tensor exponent = forget.Totals(now.Minus(then)) * batch.Column(Beta);
        Tensor preference = nn.functional.logsigmoid(exponent) * batch.Column(member => -2.0 / Beta(member));
        Tensor retain =
            Held is not null && batch.Companions is { } companions
                ? Divergences.FromOriginal(parameters, batch, companions, Held)
                : batch.MeanCrossEntropy(parameters, batch.Companions);
        return (preference * forget.PointWeights).sum(1, keepdim: false).Plus(retain * batch.Column(Alpha).squeeze(1));
    }

    /// <summary>
    /// With x = beta (log p0 - log p) the derivative of a point's loss by its cross-entropy is -2 / (1 + exp(x)), and that of the cross-entropy
    /// by the logits is the softmax minus the target.
    /// </summary>
    public override double OfPoints<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        double beta = Beta(member);
        Span<T> reference = stackalloc T[batch.Stride];
        Span<T> unused = stackalloc T[batch.Stride];
        double sum = 0.0;
        for (int i = 0; i < batch.Points.Length; i++)
        {
            int label = batch.LabelOf(i);
            ReadOnlySpan<float> row = Reference.Row(member, batch.Points[i]);
            for (int c = 0; c < row.Length; c++)
            {
                reference[c] = T.CreateChecked(row[c]);
            }

            Span<T> errors = batch.ErrorsOf(i);
            double then = SoftmaxRow.Fill(reference, batch.Classes, T.One, unused) - row[label];
            double now =
                SoftmaxRow.Fill(batch.LogitsOf(i), batch.Classes, T.One, errors)
                - double.CreateChecked(batch.LogitsOf(i)[label]);
            double exponent = beta * (now - then);
            sum += 2.0 / beta * Softplus(-exponent);
            errors[label] -= T.One;
            var slope = T.CreateChecked(-2.0 / (1.0 + Math.Exp(exponent)) / batch.Points.Length);
            foreach (ref T error in errors)
            {
                error *= slope;
            }
        }

        return sum / batch.Points.Length;
    }

    /// <inheritdoc />
    public override double OfCompanions<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        if (Held is null)
        {
            return CrossEntropySum.Mean(batch, batch.Labels, batch.Points, Alpha(member));
        }

        batch.Errors[..batch.Logits.Length].Clear();
        return DistillationObjective.AddDivergence(Held, member, batch, 1.0, Alpha(member));
    }

    private static double Softplus(double x) => Math.Max(x, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(x)));
}
