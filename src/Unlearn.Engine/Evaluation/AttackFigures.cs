using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>What the engine adds to an attack's own figures: gaps to the reference, other points, fewer shadows.</summary>
public static class AttackFigures
{
    /// <summary>
    /// Of a score attack: AUC minus that on the reference of the same seed, on the same points. A seed's interval is DeLong's for
    /// paired scores, a row's is Student's over seeds.
    /// </summary>
    public static FigureKind AucGap { get; } =
        new(
            "auc-gap",
            "AUC gap",
            "The attack's AUC minus that on the reference of the same seed, on the same points; 0 is the aim, both signs are failures."
        )
        {
            Reading = Reading.FamiliarWhenHigh,
            Scale = FigureScale.Difference,
        };

    /// <summary>
    /// Of a score attack, of rows only: p of the paired DeLong tests against the reference, combined over seeds by Stouffer's rule;
    /// for methods with Holm's correction over the methods of the setting.
    /// </summary>
    public static FigureKind PAgainstReference { get; } =
        new(
            "p-against-reference",
            "p against reference",
            "Paired DeLong tests of AUC against the reference, two-sided, combined over seeds by Stouffer's rule; Holm's correction over the methods of the setting, none for yardsticks."
        )
        {
            Unit = Units.PValue,
            Direction = Direction.None,
        };

    /// <summary>
    /// Of a score attack on texts: 100 (u - r) / r, u and r being 1 - AUC of the model and of the reference of the same seed (Shi et al. 2025, section 3.3). Published
    /// tables have it; <see cref="AucGap"/> with its interval is what to judge by.
    /// </summary>
    public static FigureKind PrivacyLeak { get; } =
        new(
            "priv-leak",
            "PrivLeak",
            "By how many per cent the chance that the attack is wrong differs from that on the reference of the same seed: negative where too little is forgotten, positive where too much. A quotient of small numbers: judge by the AUC gap."
        )
        {
            Unit = "per cent",
            Scale = FigureScale.Difference,
            Reading = Reading.FamiliarWhenLow,
        };

    /// <summary>Number of models behind a shadow attack; of two sides both.</summary>
    public static FigureKind Shadows { get; } =
        new("shadows", "Shadows", "Models behind the attack, of both sides where there are two.")
        {
            Unit = Units.Count,
            Direction = Direction.None,
        };

    /// <summary>
    /// The headline with a sample of retained points, as many as were forgotten, in the place of the forget set, against test points.
    /// Away from the reference's: the method has harmed, or exposed, points that stay.
    /// </summary>
    public static FigureKind OnRetained(FigureKind headline) =>
        headline with
        {
            Name = $"retain-{headline.Name}",
            Label = $"{headline.Label} on retained points",
            Meaning =
                "The attack with as many retained points in the place of the forgotten ones, against test points; away from the reference's, points that stay were harmed or exposed.",
            Reading = Reading.None,
            Margin = MarginKind.None,
        };

    /// <summary>
    /// The headline with the first half of the shadows, or of the models on each side. Its distance to the headline says what doubling
    /// the shadows has bought, and so about what doubling them again would buy.
    /// </summary>
    public static FigureKind WithHalfTheShadows(FigureKind headline) =>
        headline with
        {
            Name = $"{headline.Name}-half-shadows",
            Label = $"{headline.Label} with half the shadows",
            Meaning =
                "The attack with the first half of its shadows; the distance to the whole is what the other half bought.",
            Reading = Reading.None,
            Margin = MarginKind.None,
        };

    /// <summary>Every kind of figure that results may hold of an attack, its own first.</summary>
    public static IEnumerable<FigureKind> Of(IVerificationAttack attack) =>
        [
            .. attack.Kinds,
            OnRetained(attack.Kinds[0]),
            WithHalfTheShadows(attack.Kinds[0]),
            Shadows,
            AucGapOf(attack),
            PrivacyLeak,
            PAgainstReference,
        ];

    /// <summary>The gap's kind under an attack; it says what the attack's headline says.</summary>
    private static FigureKind AucGapOf(IVerificationAttack attack) =>
        AucGap with
        {
            Reading = attack.Kinds[0].Reading,
            Margin = attack.Kinds[0].Margin,
        };
}
