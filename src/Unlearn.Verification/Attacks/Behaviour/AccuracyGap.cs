using Unlearn.Verification.Evidence;
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
public sealed record AccuracyGap : IOutputAttack
{
    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.References | AttackNeeds.Retain;

    /// <inheritdoc />
    public AttackNeeds Welcomes => AttackNeeds.Retain;

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
            bool[] right = Right(input.Target, input, side);
            figures.Add(Gap($"accuracy-gap-{name}", right, [.. references.Select(table => Right(table, input, side))]));
            figures.Add(Accuracy($"accuracy-{name}", right));
        }

        if (input.Retain is { } retain)
        {
            InputChecks.CheckOutputs(retain, "the retained points", input.Target.Classes);
            bool[] right = [.. retain.Labels.Select((label, i) => Softmax.Prediction(retain.Logits.Row(i)) == label)];
            figures.Add(Accuracy("accuracy-retain", right));
        }

        return new AttackEvidence { Figures = figures };
    }

    private static Figure Gap(string name, bool[] target, bool[][] references)
    {
        if (target.Length == 0)
        {
            return Nothing(name);
        }

        double[][] differences =
        [
            .. references.Select(reference =>
                reference.Zip(target, static (other, own) => (own ? 1.0 : 0) - (other ? 1.0 : 0)).ToArray()
            ),
        ];
        return new Figure
        {
            Name = name,
            Value = Share(target) - references.Average(Share),
            Interval = CrossedMean.Interval(differences),
            Count = target.Length,
        };
    }

    private static Figure Accuracy(string name, bool[] right) =>
        right.Length == 0
            ? Nothing(name)
            : new Figure
            {
                Name = name,
                Value = Share(right),
                Interval = ClopperPearson.Interval(right.AsSpan().Count(true), right.Length),
                Count = right.Length,
            };

    private static Figure Nothing(string name) =>
        new()
        {
            Name = name,
            Value = null,
            Count = 0,
            NotResolvable = DistributionFigures.NoPoint,
        };

    private static double Share(bool[] right) => right.AsSpan().Count(true) / (double)right.Length;

    private static bool[] Right(LogitTable model, AttackInput input, bool side) =>
        [
            .. Enumerable
                .Range(0, input.Labels.Length)
                .Where(i => input.Members[i] == side)
                .Select(i => Softmax.Prediction(model.Row(i)) == input.Labels[i]),
        ];
}
