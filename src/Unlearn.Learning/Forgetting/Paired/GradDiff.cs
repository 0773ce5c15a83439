using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Gradient difference: descends -gamma L(forget) + alpha L(retain) (Liu, Liu, Stone, "Continual Learning and Private Unlearning", CoLLAs 2022; Maini et al.,
/// COLM 2024, section 4). The first term is unbounded below: few epochs and small steps.
/// </summary>
[UnlearningMethod("grad-diff", Version = 2)]
public sealed record GradDiff : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 1.0.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 1.0;

    private protected override string Key => "GradDiff";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own) =>
        batch.Mean(batch.Losses()).neg();
}
