using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// Accuracy on the forget set, on unseen and on retained points, and its gap to the mean of retrained references. A gap in
/// either direction is a failure: too low an accuracy on forgotten points exposes them as well.
/// </summary>
[VerificationAttack("accuracy-gap")]
public sealed record AccuracyGap : IOutputAttack
{
    private static readonly FigureKind ForgetGap = new(
        "accuracy-gap-forget",
        "Forget accuracy gap",
        "Accuracy on the forget set minus the mean of retrained models; 0 is the aim, both signs are failures."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Margin = MarginKind.Accuracy,
        Scale = FigureScale.Difference,
    };

    private static readonly FigureKind Forget = new(
        "accuracy-forget",
        "Forget accuracy",
        "Share of the forgotten points that the model gets right."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind UnseenGap = new(
        "accuracy-gap-unseen",
        "Unseen accuracy gap",
        "Accuracy on points never seen minus the mean of retrained models; 0 is the aim."
    )
    {
        Scale = FigureScale.Difference,
    };

    private static readonly FigureKind Unseen = new(
        "accuracy-unseen",
        "Unseen accuracy",
        "Share of the points never seen that the model gets right."
    )
    {
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind Retain = new(
        "accuracy-retain",
        "Retain accuracy",
        "Share of the retained points that the model gets right."
    )
    {
        Scale = FigureScale.Rate,
    };

    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.References | AttackNeeds.Retain;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [ForgetGap, Forget, UnseenGap, Unseen, Retain];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        IReadOnlyList<LogitTable> references = InputChecks.RequireModels(
            input,
            input.Retrained,
            "accuracy-gap",
            "retrained models",
            1
        );
        var figures = new List<Figure>();
        foreach (
            (FigureKind gap, FigureKind accuracy, bool side) in new[]
            {
                (ForgetGap, Forget, true),
                (UnseenGap, Unseen, false),
            }
        )
        {
            int total = input.Members.Count(m => m == side);
            int right = Right(input.Target, input, side);
            double reference = references.Average(table => Right(table, input, side) / (double)total);
            figures.Add(
                gap.Of(
                    (right / (double)total) - reference,
                    total,
                    Shifted(ClopperPearson.Interval(right, total), reference)
                )
            );
            figures.Add(Accuracy(accuracy, right, total));
        }

        if (input.Retain is { } retain)
        {
            InputChecks.CheckOutputs(retain, "the retained points", input.Target.Classes);
            int right = Enumerable
                .Range(0, retain.Labels.Length)
                .Count(i => Softmax.Prediction(retain.Logits.Row(i)) == retain.Labels[i]);
            figures.Add(Accuracy(Retain, right, retain.Labels.Length));
        }

        return new AttackEvidence { Figures = figures };
    }

    private static Figure Accuracy(FigureKind kind, int right, int total) =>
        kind.Of(right / (double)total, total, ClopperPearson.Interval(right, total));

    private static Interval Shifted(Interval interval, double reference) =>
        interval with
        {
            Lower = interval.Lower - reference,
            Upper = interval.Upper - reference,
        };

    private static int Right(LogitTable model, AttackInput input, bool side) =>
        Enumerable
            .Range(0, input.Labels.Length)
            .Count(i => input.Members[i] == side && Softmax.Prediction(model.Row(i)) == input.Labels[i]);
}
