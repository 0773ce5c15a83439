using System.Numerics;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// The losses of forgetting by contrast; the kind of a step is its epoch modulo 3. Points are retained ones, companions forgotten ones: cross-entropy
/// of companions against the uniform distribution; the mean over pairs of -log softmax of z_forget z_retain^T / T, by rows; cross-entropy of points.
/// </summary>
internal sealed record ContrastLoss : DescentObjective
{
    /// <summary>Kind of a step that pulls companions to the uniform distribution.</summary>
    public const int Uniform = 0;

    /// <summary>Kind of a step that makes companions alike to all points.</summary>
    public const int Contrast = 1;

    /// <summary>Kind of a step on the points' classes.</summary>
    public const int Repair = 2;

    private const int Kinds = 3;

    /// <summary>Temperature T of the contrast.</summary>
    public required double Temperature { get; init; }

    /// <inheritdoc />
    public override bool Couples(DescentStep step) => step.Epoch % Kinds == Contrast;

    /// <inheritdoc />
    public override Tensor Loss(ParameterStack parameters, DescentBatch batch)
    {
        Tensor loss = zeros([batch.Members.Count], parameters.Flat.dtype);
        Tensor? forget = batch.Companions is null ? null : batch.Logits(parameters, batch.Companions);
        Tensor? retain = batch.Points is null ? null : batch.Logits(parameters, batch.Points);
        if (forget is not null)
        {
            // The divergence from the uniform distribution up to a constant.
            Tensor perPoint = -forget.log_softmax(-1).mean([-1L]);
            loss = loss.Plus(Divergences.Sum(perPoint, batch.Companions!) * Is(batch, Uniform, loss.dtype));
        }

        if (retain is not null)
        {
            Tensor entropy = CrossEntropy.PerPoint(retain, batch.Points!.Labels);
            loss = loss.Plus(Divergences.Sum(entropy, batch.Points) * Is(batch, Repair, loss.dtype));
        }

        return forget is null || retain is null
            ? loss
            : loss.Plus(Contrasted(forget, retain, batch) * Is(batch, Contrast, loss.dtype));
    }

    /// <inheritdoc />
    public override double OfPoints<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        if (step.Epoch % Kinds == Repair)
        {
            return CrossEntropySum.Mean(batch, batch.Labels, batch.Points, 1.0);
        }

        batch.Errors[..batch.Logits.Length].Clear();
        return others.Points.Length > 0 ? Contrasted(others, batch, byRetained: true) : 0.0;
    }

    /// <inheritdoc />
    public override double OfCompanions<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
    {
        if (step.Epoch % Kinds == Uniform)
        {
            return ToUniform(batch);
        }

        batch.Errors[..batch.Logits.Length].Clear();
        if (others.Points.Length > 0)
        {
            Contrasted(batch, others, byRetained: false);
        }

        return 0.0; // the points have told it
    }

    private static double ToUniform<T>(LogitBatch<T> batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var even = T.CreateChecked(1.0 / batch.Classes);
        var weight = T.CreateChecked(1.0 / batch.Points.Length);
        double sum = 0.0;
        for (int i = 0; i < batch.Points.Length; i++)
        {
            Span<T> errors = batch.ErrorsOf(i);
            ReadOnlySpan<T> logits = batch.LogitsOf(i);
            sum += SoftmaxRow.Fill(logits, batch.Classes, T.One, errors);
            for (int c = 0; c < batch.Classes; c++)
            {
                sum -= double.CreateChecked(logits[c]) / batch.Classes;
                errors[c] = weight * (errors[c] - even);
            }
        }

        return sum / batch.Points.Length;
    }

    /// <summary>
    /// The loss of n forgotten and m retained points, and its errors on one of the two sides: with s_ij the softmax over j of f_i r_j / T, the
    /// derivative by f_i r_j is (s_ij - 1/m) / (n T).
    /// </summary>
    private double Contrasted<T>(LogitBatch<T> forget, LogitBatch<T> retain, bool byRetained)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = retain.Points.Length;
        var shares = new T[DensePacking.Pad(count)];
        var even = T.CreateChecked(1.0 / count);
        var slope = T.CreateChecked(1.0 / (forget.Points.Length * Temperature));
        double sum = 0.0;
        for (int i = 0; i < forget.Points.Length; i++)
        {
            ReadOnlySpan<T> own = forget.LogitsOf(i);
            double mean = 0.0;
            for (int j = 0; j < count; j++)
            {
                ReadOnlySpan<T> other = retain.LogitsOf(j);
                T product = T.Zero;
                for (int c = 0; c < forget.Classes; c++)
                {
                    product += own[c] * other[c];
                }

                shares[j] = product;
                mean += double.CreateChecked(product) / count;
            }

            sum += SoftmaxRow.Fill<T>(shares, count, T.CreateChecked(1.0 / Temperature), shares) - (mean / Temperature);
            for (int j = 0; j < count; j++)
            {
                T error = slope * (shares[j] - even);
                Span<T> errors = byRetained ? retain.ErrorsOf(j) : forget.ErrorsOf(i);
                ReadOnlySpan<T> logits = byRetained ? own : retain.LogitsOf(j);
                for (int c = 0; c < forget.Classes; c++)
                {
                    errors[c] += error * logits[c];
                }
            }
        }

        return sum / forget.Points.Length;
    }

    private Tensor Contrasted(Tensor forget, Tensor retain, DescentBatch batch)
    {
        Tensor likeness = forget.bmm(retain.transpose(1, 2)).Times(1.0 / Temperature);
        Tensor padding = batch.Points!.Weights.eq(zeros_like(batch.Points.Weights)).unsqueeze(1);
        Tensor shares = likeness.Filled(padding, -1e9).log_softmax(-1).Filled(padding, 0.0);
        Tensor perPoint = -(shares * batch.Points.Weights.unsqueeze(1)).sum(-1, keepdim: false);
        return Divergences.Sum(perPoint, batch.Companions!);
    }

    private static Tensor Is(DescentBatch batch, int kind, ScalarType type) =>
        tensor([.. batch.Steps.Select(step => step.Epoch % Kinds == kind ? 1.0 : 0.0)], type);
}
