using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Weighted gradient ascent: ascends each prediction in proportion to a power of its own probability, -mean of sg(p^beta) l, so that what is
/// unlikely already is left alone (Wang et al., "Rethinking LLM Unlearning Objectives", ICLR 2025). Beta 0 is grad-diff.
/// </summary>
[UnlearningMethod("wga", Version = 2)]
public sealed record Wga : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 1.0.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 1.0;

    /// <summary>Power beta of the probability. Default 1.</summary>
    [Range(0.0, 100.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double Beta { get; init; } = 1.0;

    private protected override string Key => "Wga";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        Tensor losses = batch.Losses();
        Tensor weights = (losses.detach() * Column<Wga>(batch.Step, own, static one => -one.Beta)).exp();
        return batch.Mean(weights * losses).neg();
    }
}
