using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>
/// Makes a model prefer what it would say itself if it did not say the truth: preference optimisation against the true answer, with answers sampled from the
/// original before anything is trained (Mekala et al., "Alternate Preference Optimization for Unlearning Factual Knowledge", COLING 2025).
/// </summary>
[UnlearningMethod("alt-po", Version = 2)]
[Serves(typeof(ITextPoints), Reason = "its other answers are sampled token by token")]
public sealed record AltPo : AnswerDescent
{
    /// <summary>Sampled answers to each forgotten prompt; passes take them in turn. Default 3.</summary>
    [Range(1, 1000)]
    public int Samples { get; init; } = 3;

    /// <inheritdoc />
    private protected override string Key => "AltPo";

    /// <inheritdoc />
    private protected override ImmutableArray<TokenSequence> Others(
        UnlearningContext context,
        int member,
        int point,
        CancellationToken cancellationToken
    )
    {
        var sampler = new OtherAnswer(context.Data, context.Originals, member);
        ForgetRequest request = context.Requests[member];
        int most = Math.Max(1, Math.Min(Samples, Epochs));
        context.Cost.Add(member, (most + 3) / 3);
        return
        [
            .. Enumerable
                .Range(0, most)
                .Select(sample =>
                    sampler.Of(point, request.Seed.Derive("alt-po").Derive(point).Derive(sample), cancellationToken)
                ),
        ];
    }
}
