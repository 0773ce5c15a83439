using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Min-K%++: as min-k, with each log-probability standardised by mean and deviation of log p under the model's own next-token law there: what is surprising
/// in a place where anything may follow counts less (Zhang et al., ICLR 2025, equation 3; variances count as at least 1e-6).
/// </summary>
[VerificationAttack(Called, Title = "Min-K%++")]
[Serves(typeof(ITextPoints), Reason = "it looks at single tokens")]
public sealed record MinKPlusPlus : SurprisingTokens
{
    private const string Called = "min-k-plus-plus";

    /// <inheritdoc />
    private protected override string Name => Called;

    /// <inheritdoc />
    private protected override double Score(TokenAnswers tokens, int point) =>
        TokenScores.MinKPlusPlus(tokens.LogProbabilities(point), tokens.Means(point), tokens.Deviations(point), Share);
}
