using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>
/// KL divergence of margins (Georgiev et al. 2024): for each point, how far is the distribution of the margin (phi) over
/// unlearned models from that over retrained ones? Beside it, the null: two halves of the retrained models.
/// </summary>
[VerificationAttack("klom", Title = "KLOM")]
public sealed record Klom : IShadowAttack
{
    private static readonly DistributionFigures All = new(
        new FigureKind(
            "klom",
            "KLOM",
            "Divergence between the margins of one forgotten point over unlearned and over retrained models; small samples alone make it larger than 0."
        )
        {
            Unit = Units.Nats,
            Reading = Reading.DistinctWhenHigh,
        }
    );

    private static readonly DistributionFigures Half = new(
        new FigureKind("klom-half", "KLOM, half", "The same with half of the models, to be compared with the null's.")
        {
            Unit = Units.Nats,
            Reading = Reading.DistinctWhenHigh,
        }
    );

    private static readonly DistributionFigures NullHalf = new(
        new FigureKind("null-klom-half", "KLOM, null", "The same between two halves of the retrained models.")
        {
            Unit = Units.Nats,
            Direction = Evidence.Direction.None,
        }
    );

    private const double Clip = 100;

    /// <summary>Number of models: half trained with the forget set and then unlearned, half retrained without it.</summary>
    [Range(8, 8192)]
    public int Shadows { get; init; } = 128;

    /// <summary>Equal bins between the smallest and the largest margin of both groups.</summary>
    [Range(2, 1000)]
    public int Bins { get; init; } = 20;

    /// <summary>Smallest probability of a bin of the second distribution where the first has mass.</summary>
    [Range(1e-12, 0.1)]
    public double Floor { get; init; } = 1e-5;

    /// <summary>Which way the divergence runs.</summary>
    public KlomDirection Direction { get; init; } = KlomDirection.UnlearnedToRetrained;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [CopyEvidence.Kind];

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. All.Kinds, Half.Mean, NullHalf.Mean];

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        CopyOutputs copies = ModelSignals.Copies(input, "klom", 2);
        double[][] unlearned = ModelSignals.ByPoint(copies.Unlearned, input.Labels);
        double[][] retrained = ModelSignals.ByPoint(copies.Retrained, input.Labels);
        int half = copies.Retrained.Count / 2;
        double[] values = [.. unlearned.Select((u, i) => Divergence(u, retrained[i]))];
        double[] halved =
        [
            .. unlearned.Select((u, i) => Divergence(u.AsSpan(0, Math.Min(half, u.Length)), retrained[i].AsSpan(half))),
        ];
        double[] nothing = [.. retrained.Select(r => Divergence(r.AsSpan(0, half), r.AsSpan(half)))];
        return new AttackEvidence
        {
            Figures =
            [
                .. All.Of(DistributionFigures.Side(values, input.Members, true)),
                Half.MeanOf(DistributionFigures.Side(halved, input.Members, true)),
                NullHalf.MeanOf(DistributionFigures.Side(nothing, input.Members, true)),
            ],
            Scores = values,
        };
    }

    /// <summary>The divergence of one point's margins, in nats, at least 0.</summary>
    /// <param name="unlearned">Margins under unlearned models, at least one; clipped to [-100, 100].</param>
    /// <param name="retrained">Margins under retrained models, at least one.</param>
    public double Divergence(ReadOnlySpan<double> unlearned, ReadOnlySpan<double> retrained)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double margin in (double[])[.. unlearned, .. retrained])
        {
            low = Math.Min(low, Math.Clamp(margin, -Clip, Clip));
            high = Math.Max(high, Math.Clamp(margin, -Clip, Clip));
        }

        double[] first = Histogram(unlearned, low, high);
        double[] second = Histogram(retrained, low, high);
        (double[] p, double[] q) = Direction == KlomDirection.UnlearnedToRetrained ? (first, second) : (second, first);

        // The floor adds mass to q, so q is normalised again: the divergence stays one between distributions.
        double mass = 0;
        for (int b = 0; b < Bins; b++)
        {
            q[b] = p[b] > 0 ? Math.Max(q[b], Floor) : q[b];
            mass += q[b];
        }

        double sum = 0;
        for (int b = 0; b < Bins; b++)
        {
            sum += p[b] > 0 ? p[b] * Math.Log(p[b] * mass / q[b]) : 0;
        }

        return Math.Max(0, sum);
    }

    private double[] Histogram(ReadOnlySpan<double> margins, double low, double high)
    {
        var shares = new double[Bins];
        foreach (double margin in margins)
        {
            double position = high > low ? (Math.Clamp(margin, -Clip, Clip) - low) / (high - low) : 0;
            shares[Math.Min(Bins - 1, (int)(position * Bins))] += 1.0 / margins.Length;
        }

        return shares;
    }
}
