using System.Collections.Immutable;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>
/// Makes a model prefer to refuse: direct preference optimisation with a refusal as the preferred answer and the true one as the other (Maini et al., "TOFU",
/// COLM 2024, section 4), or plain training on refusals.
/// </summary>
[UnlearningMethod("dpo", Version = 2)]
[Serves(typeof(ITextPoints), Reason = "a refusal is a sentence")]
public sealed record Dpo : AnswerDescent, IFileMethod
{
    /// <summary>How refusals are learned. Default preference.</summary>
    public RefusalLoss Loss { get; init; } = RefusalLoss.Preference;

    /// <summary>Refusals to draw from; empty: ten usual ones (default).</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>A text file with a refusal on each line, relative to the manifest, in place of <see cref="Refusals"/>; empty: none (default).</summary>
    [NotInKeys]
    public string RefusalFile { get; init; } = "";

    /// <inheritdoc />
    private protected override bool ReadsOriginal => Loss == RefusalLoss.Preference;

    /// <inheritdoc />
    public IUnlearningMethod Read(DataFolders folders) =>
        this with
        {
            Refusals = Answers.Refusals.Read(Refusals, RefusalFile, folders),
        };

    /// <inheritdoc />
    public override string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        base.RefusalOf(data, request, population) ?? Answers.Refusals.RefusalOf(data, request);

    /// <inheritdoc />
    private protected override string Key => "Dpo";

    /// <inheritdoc />
    private protected override IReadOnlyDictionary<int, ImmutableArray<TokenSequence>> Others(
        UnlearningContext context,
        int member,
        CancellationToken cancellationToken
    ) => Answers.Refusals.Of(context, member, Refusals, Epochs);

    /// <inheritdoc />
    private protected override Tensor Forget(ForgetBatch batch, IReadOnlyList<PairedDescent> own)
    {
        if (Loss == RefusalLoss.Preference)
        {
            return base.Forget(batch, own);
        }

        (_, Tensor refusals) = AnswerPairs.Part(batch.Points.Means(batch.Losses()));
        return AnswerPairs.Mean(refusals, batch.Points);
    }
}
