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
    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.References | AttackNeeds.Retain;

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
        foreach ((string name, bool side) in new[] { ("forget", true), ("unseen", false) })
        {
            int total = input.Members.Count(m => m == side);
            int right = Right(input.Target, input, side);
            double reference = references.Average(table => Right(table, input, side) / (double)total);
            figures.Add(
                new Figure
                {
                    Name = $"accuracy-gap-{name}",
                    Value = (right / (double)total) - reference,
                    Interval = Shifted(ClopperPearson.Interval(right, total), reference),
                    Count = total,
                }
            );
            figures.Add(Accuracy($"accuracy-{name}", right, total));
        }

        if (input.Retain is { } retain)
        {
            InputChecks.CheckOutputs(retain, "the retained points", input.Target.Classes);
            int right = Enumerable
                .Range(0, retain.Labels.Length)
                .Count(i => Softmax.Prediction(retain.Logits.Row(i)) == retain.Labels[i]);
            figures.Add(Accuracy("accuracy-retain", right, retain.Labels.Length));
        }

        return new AttackEvidence { Figures = figures };
    }

    private static Figure Accuracy(string name, int right, int total) =>
        new()
        {
            Name = name,
            Value = right / (double)total,
            Interval = ClopperPearson.Interval(right, total),
            Count = total,
        };

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
