using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Auditing;

/// <summary>
/// The audit in one training run (Steinke, Nasr, Jagielski 2023): the attacked points are canaries that were included by
/// coin flips. The points with the largest phi are guessed as included, those with the smallest as left out, the rest
/// abstained from; the number of right guesses bounds epsilon.
/// </summary>
[VerificationAttack("one-run-audit", Title = "One-run audit", ShortName = "one-run")]
public sealed record OneRun : IOutputAttack
{
    /// <summary>The lower bound on epsilon.</summary>
    public static FigureKind Lower { get; } =
        new(
            "epsilon-lower",
            "Epsilon, at least",
            "Lower bound on the training's epsilon from the guesses which canaries were included."
        )
        {
            Unit = Units.Nats,
            Reading = Reading.DistinctWhenHigh,
        };

    private static readonly FigureKind Cap = new(
        "epsilon-cap",
        "Epsilon, cap",
        "The bound that only right guesses would give."
    )
    {
        Unit = Units.Nats,
        Direction = Direction.None,
    };

    private static readonly FigureKind RightGuesses = new(
        "right-guesses",
        "Right guesses",
        "Share of the guesses, which canaries were included and which were not, that are right; one half is guessing."
    )
    {
        Reading = Reading.FamiliarWhenHigh,
        Scale = FigureScale.Rate,
    };

    /// <summary>Share of canaries that are guessed, half on each side; fixed before looking.</summary>
    [Range(0.001, 1.0)]
    public double Guesses { get; init; } = 0.2;

    /// <summary>delta of (epsilon, delta).</summary>
    [Range(0.0, 0.1)]
    public double Delta { get; init; } = 1e-5;

    /// <summary>Significance level of the bound.</summary>
    [Range(1e-6, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Lower, Cap, RightGuesses];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        double[] scores = Confidence.Phi(input.Target, input.Labels);
        int canaries = scores.Length;
        int side = Math.Clamp((int)Math.Round(Guesses * canaries / 2), 1, canaries / 2);
        int[] order = [.. Enumerable.Range(0, canaries)];

        // Stable in the index, so that ties are decided without looking at the truth.
        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[a].CompareTo(scores[b]) : a.CompareTo(b));
        int correct =
            order.Take(side).Count(i => !input.Members[i]) + order.TakeLast(side).Count(i => input.Members[i]);
        int guesses = 2 * side;
        double epsilon = OneRunAudit.EpsilonLower(canaries, guesses, correct, Delta, Alpha);
        return new AttackEvidence
        {
            Figures =
            [
                Lower.Of(epsilon, canaries, new Interval(epsilon, double.PositiveInfinity, 1 - Alpha, "one-run")),
                Cap.Of(OneRunAudit.EpsilonLower(canaries, guesses, guesses, Delta, Alpha), canaries),
                RightGuesses.Of(correct / (double)guesses, guesses, ClopperPearson.Interval(correct, guesses)),
            ],
            Scores = scores,
        };
    }
}
