using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Min-K%++: as min-k, with each log-probability standardised by mean and deviation of log p under the model's own next-token law there: what is surprising
/// in a place where anything may follow counts less (Zhang et al., ICLR 2025, equation 3; variances count as at least 1e-6).
/// </summary>
[VerificationAttack("min-k-plus-plus", Title = "Min-K%++")]
[Serves(typeof(ITextPoints), Reason = "it looks at single tokens")]
public sealed record MinKPlusPlus : IOutputAttack
{
    /// <summary>Share of the tokens that count; at least one does.</summary>
    [Range(0.01, 1.0)]
    public double Share { get; init; } = 0.2;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [TokenEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        TokenAnswers tokens = input.Require(TokenEvidence.Kind, "min-k-plus-plus");
        double[] scores =
        [
            .. Enumerable
                .Range(0, tokens.Points)
                .Select(point =>
                    TokenScores.MinKPlusPlus(
                        tokens.LogProbabilities(point),
                        tokens.Means(point),
                        tokens.Deviations(point),
                        Share
                    )
                ),
        ];
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }
}
