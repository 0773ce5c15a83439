using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>
/// Methods that prefer another answer to the true one: descend -(2/beta) log sigma(beta (r_w - r_l)), r being log p - log p0 of a whole answer, w the
/// other and l the true one (Rafailov et al., "Direct Preference Optimization", NeurIPS 2023, equation 7, times 2/beta as npo has it).
/// </summary>
public abstract record AnswerDescent : PairedDescent
{
    /// <summary>Weight gamma of the forget loss. Default 1.0.</summary>
    [Range(0.0, 1000.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Gamma { get; init; } = 1.0;

    /// <summary>Inverse temperature beta: the larger, the sooner a preference is strong enough. Default 0.1.</summary>
    [Range(1e-6, 100.0)]
    [SearchSpace(0.01, 10, Log = true)]
    public double Beta { get; init; } = 0.1;

    /// <inheritdoc />
    private protected override bool ReadsOriginal => true;

    /// <inheritdoc />
    private protected override double ForgetWeight => Gamma;

    /// <inheritdoc />
    private protected sealed override AnswerPairs? Pairs(
        UnlearningContext context,
        IReadOnlyList<PairedDescent> own,
        CancellationToken cancellationToken
    ) => AnswerPairs.Of(context, member => ((AnswerDescent)own[member]).Others(context, member, cancellationToken));

    /// <summary>For each forgotten point of a member its prompt with each other answer, at least one.</summary>
    private protected abstract IReadOnlyDictionary<int, ImmutableArray<TokenSequence>> Others(
        UnlearningContext context,
        int member,
        CancellationToken cancellationToken
    );

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        Tensor gains = batch.Points.Totals(batch.OriginalLosses().Minus(batch.Losses()));
        (Tensor truth, Tensor other) = AnswerPairs.Part(gains);
        Tensor beta = Column<AnswerDescent>(batch.Step, own, static one => one.Beta);
        Tensor preference = nn.functional.logsigmoid(other.Minus(truth) * beta);
        return AnswerPairs.Mean(
            preference * Column<AnswerDescent>(batch.Step, own, static one => -2.0 / one.Beta),
            batch.Points
        );
    }
}
