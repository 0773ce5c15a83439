using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// Accuracy on the forget set, on unseen and on retained points, and its gap to the mean of retrained references. A gap in
/// either direction is a failure: too low an accuracy on forgotten points exposes them as well.
/// </summary>
/// <remarks>
/// Target and references answer for the same points: the gap's interval is of paired differences, and counts the references as the
/// sample that they are.
/// </remarks>
[VerificationAttack("accuracy-gap", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "it counts points of the right class")]
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
    public IReadOnlyList<EvidenceKind> Needs => [ReferenceEvidence.Kind, RetainEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [ForgetGap, Forget, UnseenGap, Unseen, Retain];

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Welcomes => [RetainEvidence.Kind];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        IReadOnlyList<LogitTable> references = input.Require(ReferenceEvidence.Kind, "accuracy-gap");
        InputChecks.CheckCount(references, 1, "retrained models", "accuracy-gap");
        var figures = new List<Figure>();
        foreach (
            (FigureKind gap, FigureKind accuracy, bool side) in new[]
            {
                (ForgetGap, Forget, true),
                (UnseenGap, Unseen, false),
            }
        )
        {
            bool[] right = Right(input.Target, input, side);
            figures.Add(Gap(gap, right, [.. references.Select(table => Right(table, input, side))]));
            figures.Add(Accuracy(accuracy, right));
        }

        if (input.Get(RetainEvidence.Kind) is { } retain)
        {
            bool[] right = [.. retain.Labels.Select((label, i) => Softmax.Prediction(retain.Logits.Row(i)) == label)];
            figures.Add(Accuracy(Retain, right));
        }

        return new AttackEvidence { Figures = figures };
    }

    private static Figure Gap(FigureKind kind, bool[] target, bool[][] references)
    {
        if (target.Length == 0)
        {
            return kind.NotResolvable(DistributionFigures.NoPoint);
        }

        double[][] differences =
        [
            .. references.Select(reference =>
                reference.Zip(target, static (other, own) => (own ? 1.0 : 0) - (other ? 1.0 : 0)).ToArray()
            ),
        ];
        return kind.Of(Share(target) - references.Average(Share), target.Length, CrossedMean.Interval(differences));
    }

    private static Figure Accuracy(FigureKind kind, bool[] right) =>
        right.Length == 0
            ? kind.NotResolvable(DistributionFigures.NoPoint)
            : kind.Of(Share(right), right.Length, ClopperPearson.Interval(right.AsSpan().Count(true), right.Length));

    private static double Share(bool[] right) => right.AsSpan().Count(true) / (double)right.Length;

    private static bool[] Right(LogitTable model, AttackInput input, bool side) =>
        [
            .. Enumerable
                .Range(0, input.Labels.Length)
                .Where(i => input.Members[i] == side)
                .Select(i => Softmax.Prediction(model.Row(i)) == input.Labels[i]),
        ];
}
