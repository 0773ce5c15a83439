using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Fine-tunes on retained points alone and looks whether the forget set comes back (arXiv 2505.22310): a model that only hid what
/// it knew regains it without seeing one forgotten point, a retrained one does not.
/// </summary>
[VerificationAttack("retain-relearning")]
public sealed record RetainRelearning : IModelProbe
{
    /// <summary>Step length. Default 0.1.</summary>
    [Range(1e-9, 10.0)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Passes over the retain set. Default 5.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <inheritdoc />
    public string Headline => "relearned-gap";

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        IReadOnlyList<DescentStep> steps = BatchPlan.Passes(
            input.Request.Seed.Derive("retain-relearning"),
            input.Request.Retain,
            BatchSize,
            Epochs,
            _ => LearningRate
        );
        Relearning.Right[] right = [.. Relearning.Follow(input, [steps], BatchSize, cancellationToken)];
        int count = input.Request.Forget.Count;
        double reference = right[1].Reference / (double)count;
        Interval after = ClopperPearson.Interval(right[1].Target, count);
        return new AttackEvidence
        {
            Figures =
            [
                new Figure
                {
                    Name = Headline,
                    Value = (right[1].Target / (double)count) - reference,
                    Interval = after with { Lower = after.Lower - reference, Upper = after.Upper - reference },
                    Count = count,
                },
                Accuracy("forget-accuracy-before", right[0].Target, count),
                Accuracy("forget-accuracy-after", right[1].Target, count),
                Accuracy("retrained-accuracy-before", right[0].Reference, count),
                Accuracy("retrained-accuracy-after", right[1].Reference, count),
            ],
        };
    }

    private static Figure Accuracy(string name, int right, int count) =>
        new()
        {
            Name = name,
            Value = right / (double)count,
            Interval = ClopperPearson.Interval(right, count),
            Count = count,
        };
}
