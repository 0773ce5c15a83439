using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Paired;

/// <summary>
/// Cross-entropy unlearning: pulls the model to its own output without the right answer, CE(q, p) with q the softmax of the present logits in which the
/// right one is minus infinity, not differentiated (Yang, "CE-U: Cross Entropy Unlearning", 2025). Its gradient at the logits is p - q and
/// vanishes as the probability of the right answer falls to 0.
/// </summary>
[UnlearningMethod("ce-u", Version = 2)]
public sealed record CeU : PairedDescent
{
    /// <summary>Weight gamma of the forget loss; 1, usual for language models, costs a small classifier much of its accuracy. Default 0.1.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 0.1;

    private protected override string Key => "CeU";

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own) =>
        batch.Mean(batch.Against(batch.Logits.Filled(batch.IsRight(), double.NegativeInfinity)));
}
