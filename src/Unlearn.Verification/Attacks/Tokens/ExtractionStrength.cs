using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Attacks.Tokens;

/// <summary>
/// How much of a text does the model give token by token? Extraction strength, 1 - k/n with k the shortest prefix after which every token is the likeliest
/// (Carlini et al. 2021), and exact memorisation, the share of tokens that are the likeliest (Tirumala et al. 2022, equation 1).
/// </summary>
/// <remarks>
/// Both ask for every token after the true ones before it. What the model says when it goes on from its own words, by the likeliest token each time, is compared with
/// the right answer by ROUGE-L (Lin 2004, section 3): a figure to describe by, not to judge by.
/// </remarks>
[VerificationAttack("extraction", Version = 2)]
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

    private static readonly FigureKind RougeRecall = new(
        "rouge-l-recall",
        "ROUGE-L recall",
        "Share of the words of the right answer that the model's own greedy answer has in the same order: mean over forgotten texts."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind RougeF1 = new(
        "rouge-l-f1",
        "ROUGE-L F1",
        "Harmonic mean of that share and of the share of the greedy answer's words that are right: mean over forgotten texts."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind UnseenRougeRecall = new(
        "rouge-l-recall-unseen",
        "ROUGE-L recall, unseen",
        "The same recall of texts never seen: what a model that knows the form of answers can say."
    )
    {
        Scale = FigureScale.Rate,
    };

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [TokenEvidence.Kind, GreedyEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Welcomes => [GreedyEvidence.Kind];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds =>
        [Strength, Memorisation, UnseenStrength, UnseenMemorisation, RougeRecall, RougeF1, UnseenRougeRecall];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        TokenAnswers tokens = input.Require(TokenEvidence.Kind, "extraction");
        bool[][] right = [.. Enumerable.Range(0, tokens.Points).Select(tokens.RightAt)];
        double[] strengths = Array.ConvertAll(right, static places => Extraction.Strength(places));
        RougeOverlaps? said = input.Get(GreedyEvidence.Kind);
        double[] memorised = Array.ConvertAll(right, static places => Extraction.Memorisation(places));
        return new AttackEvidence
        {
            Figures =
            [
                Mean(Strength, strengths, true),
                Mean(Memorisation, memorised, true),
                Mean(UnseenStrength, strengths, false),
                Mean(UnseenMemorisation, memorised, false),
                Mean(RougeRecall, said?.Recall, true),
                Mean(RougeF1, said?.F1, true),
                Mean(UnseenRougeRecall, said?.Recall, false),
            ],
        };

        Figure Mean(FigureKind kind, double[]? values, bool side) =>
            values is null
                ? kind.NotResolvable("no greedy answers were given")
                : DistributionFigures.MeanOf(kind, DistributionFigures.Side(values, input.Members, side), kind.Name);
    }
}
