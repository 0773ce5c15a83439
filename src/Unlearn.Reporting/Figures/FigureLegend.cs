using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Figures;

/// <summary>What a figure means, for a reader.</summary>
/// <param name="Name">The figure's stable name.</param>
/// <param name="Label">A label that names the attack too.</param>
/// <param name="ShortLabel">A label for a column that stands under its attack.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Direction">Which way it is good.</param>
public sealed record FigureLegend(
    string Name,
    string Label,
    string ShortLabel,
    string Meaning,
    string Unit,
    Direction Direction
)
{
    /// <summary>The direction in words.</summary>
    public string DirectionText =>
        Direction switch
        {
            Direction.Higher => "higher is better",
            Direction.Lower => "lower is better",
            Direction.CloserToReference => "closer to the retrained reference is better",
            _ => "describes, neither way is better",
        };

    /// <summary>The direction as one character.</summary>
    public string DirectionSign =>
        Direction switch
        {
            Direction.Higher => "↑",
            Direction.Lower => "↓",
            Direction.CloserToReference => "≈",
            _ => "",
        };

    /// <summary>Describes a figure; unknown ones by the words of their name.</summary>
    public static FigureLegend Of(Figure figure)
    {
        (string label, string meaning) = Describe(FigureNames.WithoutAttack(figure.Name));
        string? attack = FigureNames.AttackOf(figure.Name);
        return new FigureLegend(
            figure.Name,
            attack is null ? label : $"{Words(attack)}: {label}",
            label,
            meaning,
            figure.Name.StartsWith(FigureNames.SpeedUp, StringComparison.Ordinal) ? "times" : figure.Unit,
            figure.Direction
        );
    }

    private static (string Label, string Meaning) Describe(string name) =>
        name switch
        {
            FigureNames.RetainAccuracy => (
                "Retain accuracy",
                "Share of the points that stay which the model gets right."
            ),
            FigureNames.ForgetAccuracy => (
                "Forget accuracy",
                "Share of the points to forget which the model gets right; a retrained model gets some right too."
            ),
            FigureNames.TestAccuracy => (
                "Test accuracy",
                "Share of points never trained on which the model gets right."
            ),
            FigureNames.ForgetAccuracyGap => (
                "Forget accuracy gap",
                "Forget accuracy minus that of the reference of the same seed; 0 is the aim, both signs are failures."
            ),
            FigureNames.TestAccuracyGap => (
                "Test accuracy gap",
                "Test accuracy minus that of the reference of the same seed; 0 is the aim."
            ),
            FigureNames.OriginalTestAccuracy => (
                "Test accuracy before",
                "Test accuracy of the method's own model before the request: what preparing for deletions costs."
            ),
            FigureNames.Gradients => (
                "Gradients",
                "Gradients of single points computed to answer the request; does not depend on hardware."
            ),
            FigureNames.PointsRetrained => (
                "Points retrained",
                "Points that models were trained on again to answer the request."
            ),
            FigureNames.SpeedUp => (
                "Speed-up",
                "Gradients of retraining from scratch divided by the method's; does not depend on hardware."
            ),
            FigureNames.Seconds => (
                "Seconds",
                "Seconds of one worker that answering the request took, once, by the monotonic clock that BenchmarkDotNet reads too."
            ),
            FigureNames.InitialSeconds => (
                "Seconds before",
                "Seconds of one worker that training before the request took."
            ),
            FigureNames.SpeedUpInSeconds => (
                "Speed-up in time",
                "Seconds of retraining divided by the method's, same seed."
            ),
            "auc" => (
                "AUC",
                "Area under the attack's ROC curve: chance that it ranks a forgotten point above one never seen. 0.5 is guessing."
            ),
            FigureNames.AucGap => (
                "AUC gap",
                "The attack's AUC minus that on the reference of the same seed, on the same points; 0 is the aim, both signs are failures."
            ),
            FigureNames.PAgainstReference => (
                "p against reference",
                "Paired DeLong tests of AUC against the reference, two-sided, combined over seeds by Stouffer's rule; Holm's correction over the methods of the setting, none for yardsticks."
            ),
            FigureNames.RetainAuc => (
                "AUC on retained points",
                "The attack with as many retained points in the place of the forgotten ones, against test points; away from the reference's, points that stay were harmed or exposed."
            ),
            FigureNames.HalfShadowsAuc => (
                "AUC with half the shadows",
                "The attack with the first half of its shadows; the distance to its AUC is what the other half bought."
            ),
            Unlearn.Engine.Evaluation.FigureNames.Shadows => (
                "Shadows",
                "Models behind the attack, of both sides where there are two."
            ),
            CertificateFigures.Epsilon => (
                "Epsilon",
                "The method guarantees that its weights cannot be told from those of its own retraining beyond this epsilon, in nats, and delta."
            ),
            CertificateFigures.Delta => ("Delta", "The delta of the method's guarantee."),
            CertificateFigures.ResidualBound => (
                "Residual bound",
                "Upper bound on the norm of the method's objective's gradient at the released weights; retraining has 0."
            ),
            CertificateFigures.BudgetLeft => (
                "Budget left",
                "How much the residual bound may still grow before the method must train again to keep its guarantee."
            ),
            CertificateFigures.Retrainings => (
                "Retrainings",
                "Trainings from scratch within the request, in a stream since its first one, because the budget was spent."
            ),
            _ when RateOf(name) is { } rate => (
                $"TPR at {rate} FPR",
                $"Share of the forgotten points that the attack finds when it may falsely accuse {rate} of the points never seen."
            ),
            _ => (Words(name), "As defined by the component that reports it."),
        };

    private static string? RateOf(string name) =>
        name.StartsWith("tpr-at-", StringComparison.Ordinal) && name.EndsWith("-fpr", StringComparison.Ordinal)
            ? name["tpr-at-".Length..^"-fpr".Length]
            : null;

    /// <summary><c>loss-threshold</c> becomes <c>Loss threshold</c>.</summary>
    internal static string Words(string name)
    {
        string words = name.Replace('-', ' ');
        return words.Length == 0 ? words
            : words == "lira" ? "LiRA"
            : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
