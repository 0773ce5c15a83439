using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Maximum entropy: pulls outputs on the forget set to the uniform law, KL(uniform || p), the direction of its authors' code (Yuan et al., "A Closer Look at
/// Machine Unlearning for Large Language Models", ICLR 2025).
/// </summary>
[UnlearningMethod("me", Version = 2)]
public sealed record Me : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 0.1.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.001, 10, Log = true)]
    public double Gamma { get; init; } = 0.1;

    private protected override string Key => "Me";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        Tensor logs = batch.Logits.log_softmax(-1);
        return batch.Mean(logs.mean([-1L]).neg().Plus(-Math.Log(logs.size(-1))));
    }
}
