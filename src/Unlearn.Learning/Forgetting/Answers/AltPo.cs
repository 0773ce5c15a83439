using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>
/// Makes a model prefer what it would say itself if it did not say the truth: preference optimisation against the true answer, with answers sampled from the
/// original before anything is trained (Mekala et al., "Alternate Preference Optimization for Unlearning Factual Knowledge", COLING 2025). The samples are kept
/// with the results, and the report shows some of them.
/// </summary>
[UnlearningMethod("alt-po", Version = 2)]
[Serves(typeof(ITextPoints), Reason = "its other answers are sampled token by token")]
public sealed record AltPo : AnswerDescent, IDrawingMethod
{
    /// <summary>Sampled answers to each forgotten prompt; passes take them in turn. Default 3.</summary>
    [Range(1, 1000)]
    public int Samples { get; init; } = 3;

    /// <summary>Answers that are drawn to each prompt: as many as there are passes are enough.</summary>
    public int Draws => Math.Max(1, Math.Min(Samples, Epochs));

    /// <inheritdoc />
    private protected override string Key => "AltPo";

    /// <inheritdoc />
    private protected override IReadOnlyDictionary<int, ImmutableArray<TokenSequence>> Others(
        UnlearningContext context,
        int member,
        CancellationToken cancellationToken
    )
    {
        TokenTable table = context.Data.Dataset.Sequences!;
        ForgetRequest request = context.Requests[member];
        context.Cost.Add(member, request.Forget.Count * ((Draws + 3) / 3));
        IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>> answers =
            context.Answers?.Of(member, Draw) ?? Draw();
        return request.Forget.ToDictionary(
            static point => point,
            point => answers[point].Select(answer => OtherAnswer.After(table[point], answer)).ToImmutableArray()
        );

        IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>> Draw()
        {
            var sampler = new OtherAnswer(context.Data, context.Originals, member);
            RandomKey key = request.Seed.Derive("alt-po");
            return request.Forget.ToDictionary(
                static point => point,
                point =>
                    Enumerable
                        .Range(0, Draws)
                        .Select(sample => sampler.Of(point, key.Derive(point).Derive(sample), cancellationToken))
                        .ToImmutableArray()
            );
        }
    }
}
