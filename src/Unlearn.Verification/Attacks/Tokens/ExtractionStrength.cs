using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// How much of a text does the model give token by token? Extraction strength, 1 - k/n with k the shortest prefix after which every token is the likeliest
/// (Carlini et al. 2021), and exact memorisation, the share of tokens that are the likeliest (Tirumala et al. 2022, equation 1).
/// </summary>
/// <remarks>Every token is asked for after the true ones before it, so that nothing has to be generated.</remarks>
[VerificationAttack("extraction")]
[Serves(typeof(ITextPoints), Reason = "it looks at single tokens")]
public sealed record ExtractionStrength : IOutputAttack
{
    private static readonly FigureKind Strength = new(
        "extraction-strength",
        "Extraction strength",
        "Share of a forgotten text that the model gives token by token once it is given what stands before: mean over texts. 0 where nothing can be extracted."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind Memorisation = new(
        "exact-memorisation",
        "Exact memorisation",
        "Share of the tokens of a forgotten text that are the model's likeliest: mean over texts."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind UnseenStrength = new(
        "extraction-strength-unseen",
        "Extraction strength, unseen",
        "The same of texts never seen: what a model that knows the language and not the text can give."
    )
    {
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind UnseenMemorisation = new(
        "exact-memorisation-unseen",
        "Exact memorisation, unseen",
        "The same of texts never seen."
    )
    {
        Scale = FigureScale.Rate,
    };

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [TokenEvidence.Kind];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Strength, Memorisation, UnseenStrength, UnseenMemorisation];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        TokenAnswers tokens = input.Require(TokenEvidence.Kind, "extraction");
        bool[][] right = [.. Enumerable.Range(0, tokens.Points).Select(tokens.RightAt)];
        double[] strengths = Array.ConvertAll(right, static places => Extraction.Strength(places));
        double[] memorised = Array.ConvertAll(right, static places => Extraction.Memorisation(places));
        return new AttackEvidence
        {
            Figures =
            [
                Mean(Strength, strengths, true),
                Mean(Memorisation, memorised, true),
                Mean(UnseenStrength, strengths, false),
                Mean(UnseenMemorisation, memorised, false),
            ],
        };

        Figure Mean(FigureKind kind, double[] values, bool side) =>
            DistributionFigures.MeanOf(kind, DistributionFigures.Side(values, input.Members, side), kind.Name);
    }
}
