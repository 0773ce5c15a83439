using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>Attacks whose score of a text is the mean over the share of its labelled tokens that surprise the model most.</summary>
public abstract record SurprisingTokens : IOutputAttack
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

    /// <summary>The attack's name in errors.</summary>
    private protected abstract string Name { get; }

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        TokenAnswers tokens = input.Require(TokenEvidence.Kind, Name);
        double[] scores = [.. Enumerable.Range(0, tokens.Points).Select(point => Score(tokens, point))];
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }

    /// <summary>The score of a text, larger = member.</summary>
    private protected abstract double Score(TokenAnswers tokens, int point);
}
