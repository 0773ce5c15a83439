using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Min-K%: a text that was trained on has few tokens that surprise the model. Score: mean log-probability of the share of labelled tokens that it finds
/// least likely (Shi et al., ICLR 2024, equation 1).
/// </summary>
[VerificationAttack(Called, Title = "Min-K%")]
[Serves(typeof(ITextPoints), Reason = "it looks at single tokens")]
public sealed record MinK : SurprisingTokens
{
    private const string Called = "min-k";

    /// <inheritdoc />
    private protected override string Name => Called;

    /// <inheritdoc />
    private protected override double Score(TokenAnswers tokens, int point) =>
        TokenScores.MinK(tokens.LogProbabilities(point), Share);
}
