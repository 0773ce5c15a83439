using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// Min-K%: a text that was trained on has few tokens that surprise the model. Score: mean log-probability of the share of labelled tokens that it finds
/// least likely (Shi et al., ICLR 2024, equation 1).
/// </summary>
[VerificationAttack("min-k", Title = "Min-K%")]
[Serves(typeof(ITextPoints), Reason = "it looks at single tokens")]
public sealed record MinK : IOutputAttack
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
        TokenAnswers tokens = input.Require(TokenEvidence.Kind, "min-k");
        double[] scores =
        [
            .. Enumerable
                .Range(0, tokens.Points)
                .Select(point => TokenScores.MinK(tokens.LogProbabilities(point), Share)),
        ];
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }
}
