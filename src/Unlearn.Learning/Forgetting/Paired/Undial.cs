using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Self-distillation with adjusted logits: CE(q, p) with q the softmax of the original's logits in which the right one is lowered by beta (Dong et al.,
/// "UNDIAL", NAACL 2025). Bounded; with beta 0 the original is where it begins and ends.
/// </summary>
[UnlearningMethod("undial", Version = 2)]
public sealed record Undial : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 1.0.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 1.0;

    /// <summary>What is taken from the logit of the right answer. Default 10.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(1, 30)]
    public double Beta { get; init; } = 10.0;

    /// <inheritdoc />
    private protected override bool ReadsOriginal => true;

    private protected override string Key => "Undial";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        Tensor original = batch.Original!.For(batch.Step.Members, batch.Points);
        Tensor less = Column<Undial>(batch.Step, own, static one => one.Beta).unsqueeze(2);
        return batch.Mean(batch.Against(original.Minus(batch.IsRight() * less)));
    }
}
