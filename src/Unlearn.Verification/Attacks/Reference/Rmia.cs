using System.ComponentModel.DataAnnotations;
using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Reference;

/// <summary>
/// The robust membership attack (Zarifzadeh, Liu, Shokri 2024): the share of population points z for which the likelihood
/// ratio LR(x, z) = [p(x|target)/p(x)] / [p(z|target)/p(z)] exceeds gamma, strictly. Useful from one or two references on.
/// </summary>
/// <remarks>Scores are multiples of 1/|Z|: give more population points than 1/FPR.</remarks>
[VerificationAttack("rmia", Title = "RMIA", Version = 2)]
public sealed record Rmia : IShadowAttack
{
    /// <summary>Number of reference models.</summary>
    [Range(1, 4096)]
    public int Shadows { get; init; } = 8;

    /// <summary>Online averages p(x) over all references, offline over those without the point.</summary>
    public ReferenceMode Mode { get; init; } = ReferenceMode.Online;

    /// <summary>The ratio that has to be exceeded (the paper: 2; Privacy Meter: 1).</summary>
    [Range(1e-3, 1e3)]
    public double Gamma { get; init; } = 2;

    /// <summary>
    /// Offline only: p(x) = ((1 + a) p_out(x) + (1 - a))/2. The paper tunes it on a spare model over 0 to 1 in steps of 0.1.
    /// </summary>
    [Range(0.0, 1.0)]
    public double A { get; init; } = 0.3;

    /// <summary>Over which references p(z) is averaged.</summary>
    public PopulationMean PopulationMean { get; init; } = PopulationMean.All;

    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.Shadows | AttackNeeds.Population;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        ShadowOutputs shadows = InputChecks.RequireShadows(input, "rmia");
        ModelOutputs population = InputChecks.Require(
            input.Population,
            "rmia",
            "the target's outputs on population points"
        );
        InputChecks.CheckOutputs(population, "the population points", input.Target.Classes);
        IReadOnlyList<LogitTable> shadowPopulation = InputChecks.Require(
            input.ShadowPopulation,
            "rmia",
            "shadow models' outputs on population points"
        );
        if (shadowPopulation.Count != shadows.Logits.Count)
        {
            throw new InputException(
                $"{shadows.Logits.Count} shadows on the attacked points but {shadowPopulation.Count} on the population points."
            );
        }

        for (int s = 0; s < shadowPopulation.Count; s++)
        {
            InputChecks.CheckTable(
                shadowPopulation[s],
                $"shadow {s} on the population points",
                population.Labels.Length,
                input.Target.Classes
            );
        }

        double[] scores = Score(
            Probabilities(input.Target, input.Labels),
            [.. shadows.Logits.Select(t => Probabilities(t, input.Labels))],
            shadows.Included,
            Probabilities(population.Logits, population.Labels),
            [.. shadowPopulation.Select(t => Probabilities(t, population.Labels))]
        );
        return new AttackEvidence { Figures = ScoreFigures.Of(scores, input.Members), Scores = scores };
    }

    /// <summary>Scores from probabilities of the true class, for callers that have no logits.</summary>
    /// <param name="target">p(x|target) of each attacked point.</param>
    /// <param name="references">For each reference, p(x|reference) of each attacked point.</param>
    /// <param name="included">For each reference, whether it was trained with each attacked point; read offline only.</param>
    /// <param name="targetPopulation">p(z|target) of each population point.</param>
    /// <param name="referencesPopulation">For each reference, p(z|reference) of each population point.</param>
    /// <returns>A score in [0, 1] a point.</returns>
    /// <exception cref="InputException">Offline, a point is in every reference's training set.</exception>
    public double[] Score(
        double[] target,
        IReadOnlyList<double[]> references,
        IReadOnlyList<bool[]> included,
        double[] targetPopulation,
        IReadOnlyList<double[]> referencesPopulation
    )
    {
        var ratios = new double[targetPopulation.Length];
        var buffer = new double[referencesPopulation.Count];
        int kept = PopulationMean == PopulationMean.All ? buffer.Length : (buffer.Length + 1) / 2;
        for (int z = 0; z < ratios.Length; z++)
        {
            for (int r = 0; r < buffer.Length; r++)
            {
                buffer[r] = referencesPopulation[r][z];
            }

            if (kept < buffer.Length)
            {
                buffer.AsSpan().Sort((left, right) => right.CompareTo(left));
            }

            ratios[z] = targetPopulation[z] / Statistics.Moments.Mean(buffer.AsSpan(0, kept));
        }

        Array.Sort(ratios);
        var scores = new double[target.Length];
        for (int x = 0; x < scores.Length; x++)
        {
            double ratio = target[x] / Prior(references, included, x);

            // Division rounds monotonically, so the population points that are beaten form a prefix.
            int low = 0;
            int high = ratios.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = ratio / ratios[middle] > Gamma ? (middle + 1, high) : (low, middle);
            }

            scores[x] = low / (double)ratios.Length;
        }

        return scores;
    }

    private static double[] Probabilities(LogitTable logits, int[] labels)
    {
        double[] values = Confidence.Phi(logits, labels);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Confidence.Probability(values[i]);
        }

        return values;
    }

    private double Prior(IReadOnlyList<double[]> references, IReadOnlyList<bool[]> included, int point)
    {
        double sum = 0;
        int count = 0;
        for (int r = 0; r < references.Count; r++)
        {
            if (Mode == ReferenceMode.Online || !included[r][point])
            {
                sum += references[r][point];
                count++;
            }
        }

        if (count == 0)
        {
            throw new InputException(
                $"Every reference was trained with point {point}; offline 'rmia' needs one without it."
            );
        }

        double mean = sum / count;
        return Mode == ReferenceMode.Online ? mean : (((1 + A) * mean) + (1 - A)) / 2;
    }
}
