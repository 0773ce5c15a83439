using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Population;

/// <summary>
/// A support vector classifier tells apart retained (member) and population (non-member) points of the target, then judges
/// the forget set (Fan et al. 2024, SalUn: Gaussian kernel, C = 3). Its "efficacy" is the share of the forget set called
/// non-member: compare it with the retrained model's, 1 is over-forgetting.
/// </summary>
[VerificationAttack("svc", Title = "SVC", Version = 3)]
[Refuses(typeof(ITextPoints), Reason = "it reads probabilities of classes")]
public sealed record Svc : IOutputAttack
{
    private static readonly FigureKind Efficacy = new(
        "efficacy",
        "Efficacy",
        "Share of the forgotten points that the classifier calls non-members; the retrained model's is the aim, not 1."
    )
    {
        Reading = Reading.FamiliarWhenLow,
        Scale = FigureScale.Rate,
    };

    /// <summary>What the classifier looks at.</summary>
    public SvcFeature Feature { get; init; } = SvcFeature.Confidence;

    /// <summary>Penalty of a margin violation.</summary>
    [Range(1e-3, 1e6)]
    public double C { get; init; } = 3;

    /// <summary>The kernel's gamma; 0 takes 1/columns (scikit-learn's <c>auto</c>).</summary>
    [Range(0.0, 1e6)]
    public double Gamma { get; init; }

    /// <summary>Most training points of each side; both sides get the same number, drawn by a fixed key.</summary>
    [Range(2, 2000)]
    public int TrainPoints { get; init; } = 1000;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [RetainEvidence.Kind, PopulationEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. ScoreFigures.Kinds, Efficacy, .. ThresholdFigures.Kinds];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        ModelOutputs retain = input.Require(RetainEvidence.Kind, "svc");
        ModelOutputs population = input.Require(PopulationEvidence.Kind, "svc");
        int side = Math.Min(TrainPoints, Math.Min(retain.Labels.Length, population.Labels.Length));
        double[][] inside = Sample(Features(retain.Logits, retain.Labels), side, "retain");
        double[][] outside = Sample(Features(population.Logits, population.Labels), side, "population");
        bool[] positive = [.. inside.Select(_ => true), .. outside.Select(_ => false)];
        SupportVectorClassifier classifier = SupportVectorClassifier.Fit([.. inside, .. outside], positive, C, Gamma);
        double[] scores = [.. Features(input.Target, input.Labels).Select(classifier.Decision)];
        int members = input.Members.AsSpan().Count(true);
        int called = scores.Where((s, i) => input.Members[i] && s < 0).Count();
        return new AttackEvidence
        {
            Figures =
            [
                .. ScoreFigures.Of(scores, input.Members),
                Efficacy.Of(called / (double)members, members, ClopperPearson.Interval(called, members)),
                .. ThresholdFigures.Of(scores, input.Members, i => scores[i] >= 0),
            ],
            Scores = scores,
            Warnings =
            [
                .. classifier.Converged ? [] : new[] { "the classifier stopped before its optimum: lower 'c'" },
                .. Feature == SvcFeature.ModifiedEntropy ? ModifiedEntropy.Warnings(input.Target, input.Labels) : [],
            ],
        };
    }

    private static double[][] Sample(double[][] rows, int count, string purpose)
    {
        RandomKey key = new RandomKey(0).Derive("svc").Derive(purpose);
        int[] order = key.Order([.. Enumerable.Range(0, rows.Length)]);
        return [.. order.Take(count).Select(i => rows[i])];
    }

    private double[][] Features(LogitTable logits, int[] labels)
    {
        double[][] probabilities = Softmax.Of(logits);
        return
        [
            .. probabilities.Select(
                (p, i) =>
                    Feature switch
                    {
                        SvcFeature.Correctness => [Softmax.Prediction(logits.Row(i)) == labels[i] ? 1.0 : 0.0],
                        SvcFeature.Entropy => [Uncertainty.Entropy(p)],
                        SvcFeature.ModifiedEntropy => [Uncertainty.ModifiedEntropy(p, labels[i])],
                        SvcFeature.Probabilities => p,
                        _ => new[] { p[labels[i]] },
                    }
            ),
        ];
    }
}
