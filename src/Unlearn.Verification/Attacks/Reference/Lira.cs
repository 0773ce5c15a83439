using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Reference;

/// <summary>
/// The likelihood-ratio attack (Carlini et al. 2022): for each point, how much likelier is the target's confidence under
/// shadow models that saw the point than under those that did not?
/// </summary>
[VerificationAttack("lira", Title = "LiRA", Version = 2)]
public sealed record Lira : IReferenceAttack
{
    private const int EnoughForEachExample = 64;

    /// <summary>Number of shadow models; half see each point.</summary>
    [Range(4, 4096)]
    public int Shadows { get; init; } = 64;

    /// <summary>Online uses shadows with and without the point, offline only those without.</summary>
    public ReferenceMode Mode { get; init; } = ReferenceMode.Online;

    /// <summary>Where the fitted normal distributions stand.</summary>
    public LiraCentre Centre { get; init; } = LiraCentre.Mean;

    /// <summary>How wide they are.</summary>
    public LiraVariance Variance { get; init; } = LiraVariance.Automatic;

    /// <summary>What the offline attack scores; the online attack ignores it.</summary>
    public LiraTail OfflineTail { get; init; } = LiraTail.OneSided;

    /// <summary>
    /// Whether each example keeps only its first models, as many as the example with the fewest has on that side (the
    /// research script's rule). Matters only where counts differ.
    /// </summary>
    public bool Truncate { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [ShadowEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public bool AveragesQueries => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        ShadowOutputs shadows = input.Require(ShadowEvidence.Kind, "lira");
        double[] target = Confidence.Phi(input.Target, input.Labels);
        var phi = new double[shadows.Logits.Count][];
        for (int s = 0; s < phi.Length; s++)
        {
            phi[s] = Confidence.Phi(shadows.Logits[s], input.Labels);
        }

        double[] scores = Score(target, phi, shadows.Included);
        return new AttackEvidence
        {
            Figures = ScoreFigures.Of(scores, input.Members),
            Scores = scores,
            Notes = Variance == LiraVariance.Automatic ? [AutomaticVariance(shadows.Logits.Count)] : [],
        };
    }

    /// <summary>Scores from phi signals, for callers that have no logits.</summary>
    /// <param name="target">The target's phi, one per point.</param>
    /// <param name="shadows">For each shadow, its phi on the same points.</param>
    /// <param name="included">For each shadow, whether it was trained with each point.</param>
    /// <returns>One score per point: log-likelihood ratio (online), or the offline tail's score.</returns>
    /// <exception cref="InputException">A point lacks shadows on a side that the mode uses.</exception>
    public double[] Score(double[] target, IReadOnlyList<double[]> shadows, IReadOnlyList<bool[]> included)
    {
        LiraVariance variance = VarianceOf(shadows.Count);
        double[][] phi = [.. shadows];
        bool[][] masks = [.. included];
        int least = Least(shadows.Count).Without;
        LiraSide outside = LiraSide.Fit(phi, masks, false, Centre, variance, Truncate, least);
        if (Mode == ReferenceMode.Offline)
        {
            return OfflineTail == LiraTail.OneSided ? outside.Cdf(target) : Negated(outside.LogDensity(target));
        }

        LiraSide inside = LiraSide.Fit(phi, masks, true, Centre, variance, Truncate, least);
        if (variance == LiraVariance.FixedScript)
        {
            outside = outside with { Deviations = inside.Deviations };
        }

        double[] scores = inside.LogDensity(target);
        double[] without = outside.LogDensity(target);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] -= without[i];
        }

        return scores;
    }

    /// <inheritdoc />
    public (int With, int Without) Least(int shadows)
    {
        int least = VarianceOf(shadows) == LiraVariance.PerExample ? 2 : 1;
        return (Mode == ReferenceMode.Offline ? 0 : least, least);
    }

    private LiraVariance VarianceOf(int shadows) =>
        Variance != LiraVariance.Automatic ? Variance
        : shadows >= EnoughForEachExample ? LiraVariance.PerExample
        : LiraVariance.FixedPooled;

    private static string AutomaticVariance(int shadows) =>
        $"variance automatic: {(shadows >= EnoughForEachExample ? $"per-example ({EnoughForEachExample} shadows or more)" : $"fixed-pooled (below {EnoughForEachExample} shadows)")}";

    private static double[] Negated(double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -values[i];
        }

        return values;
    }
}
