using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Saturation and importance: ascends each prediction with the weight p^b1 (1 - p)^b2, which is largest where the model is sure and can still be moved
/// (Yang et al., "Exploring Criteria of Loss Reweighting to Enhance LLM Unlearning", ICML 2025). Powers 0 are grad-diff.
/// </summary>
[UnlearningMethod("sat-imp", Version = 2)]
public sealed record SatImp : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 1.0.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 1.0;

    /// <summary>Power b1 of the probability. Default 5.</summary>
    [Range(0.0, 100.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double Saturation { get; init; } = 5.0;

    /// <summary>Power b2 of what the probability lacks to 1. Default 1.</summary>
    [Range(0.0, 100.0)]
    [SearchSpace(0.1, 10, Log = true)]
    public double Importance { get; init; } = 1.0;

    private protected override string Key => "SatImp";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        Tensor losses = batch.Losses();
        Tensor known = losses.detach().neg();

        // log(1 - p) is minus infinity at p = 1, and infinity times a power of 0 is no number.
        Tensor rest = known.exp().neg().Plus(1.0).AtLeast(1e-12).log();
        Tensor weights = (known * Column<SatImp>(batch.Step, own, static one => one.Saturation))
            .Plus(rest * Column<SatImp>(batch.Step, own, static one => one.Importance))
            .exp();
        return batch.Mean(weights * losses).neg();
    }
}
