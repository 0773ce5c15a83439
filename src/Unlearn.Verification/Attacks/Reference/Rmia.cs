using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Reference;

/// <summary>
/// The robust membership attack (Zarifzadeh, Liu, Shokri 2024): the share of population points z for which the likelihood
/// ratio LR(x, z) = [p(x|target)/p(x)] / [p(z|target)/p(z)] exceeds gamma, strictly. Useful from one or two references on.
/// </summary>
/// <remarks>Scores are multiples of 1/|Z|: give more population points than 1/FPR.</remarks>
[VerificationAttack("rmia", Title = "RMIA", Version = 3)]
public sealed record Rmia : IReferenceAttack
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
    /// Offline only: p = ((1 + a) p_out + (1 - a))/2, p_out the mean over references without the point. The paper tunes it on a spare model over 0 to 1 in steps of 0.1.
    /// </summary>
    [Range(0.0, 1.0)]
    public double A { get; init; } = 0.3;

    /// <summary>Offline only: what <see cref="A"/> corrects.</summary>
    public RmiaCorrection Correction { get; init; } = RmiaCorrection.Everything;

    /// <summary>Over which references p(z) is averaged.</summary>
    public PopulationMean PopulationMean { get; init; } = PopulationMean.All;

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs =>
        [ShadowEvidence.Kind, PopulationEvidence.Kind, ShadowPopulationEvidence.Kind];

    /// <inheritdoc />
    public bool NeedsNonMembers => true;

    /// <inheritdoc />
    public bool SeesPhiAlone => true;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => ScoreFigures.Kinds;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckBothSides(input);
        ShadowOutputs shadows = input.Require(ShadowEvidence.Kind, "rmia");
        ModelOutputs population = input.Require(PopulationEvidence.Kind, "rmia");
        IReadOnlyList<LogitTable> shadowPopulation = input.Require(ShadowPopulationEvidence.Kind, "rmia");
        if (shadowPopulation.Count != shadows.Logits.Count)
        {
            throw new InputException(
                $"{shadows.Logits.Count} shadows on the attacked points but {shadowPopulation.Count} on the population points."
            );
        }

        double[] target = Probabilities(input.Target, input.Labels);
        double[] priors = Priors([.. shadows.Logits.Select(t => Probabilities(t, input.Labels))], shadows.Included);
        double[] targetPopulation = Probabilities(population.Logits, population.Labels);
        double[] populationPriors = PopulationPriors([
            .. shadowPopulation.Select(t => Probabilities(t, population.Labels)),
        ]);
        double[] scores = Shares(Ratios(target, priors), Ratios(targetPopulation, populationPriors));
        string? warning = ProbabilityFloor.Warning(
            [.. target, .. priors, .. targetPopulation, .. populationPriors],
            "probabilities in likelihood ratios"
        );
        return new AttackEvidence
        {
            Figures = ScoreFigures.Of(scores, input.Members),
            Scores = scores,
            Warnings = warning is null ? [] : [warning],
        };
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
    ) =>
        Shares(
            Ratios(target, Priors(references, included)),
            Ratios(targetPopulation, PopulationPriors(referencesPopulation))
        );

    private double[] Shares(double[] ratios, double[] population)
    {
        Array.Sort(population);
        return [.. ratios.Select(ratio => Beaten(ratio, population) / (double)population.Length)];
    }

    // Division rounds monotonically, so the population points that are beaten form a prefix.
    private int Beaten(double ratio, double[] population)
    {
        int low = 0;
        int high = population.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ratio / population[middle] > Gamma ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double[] Ratios(double[] target, double[] priors) =>
        [.. target.Zip(priors, static (p, prior) => ProbabilityFloor.Of(p) / ProbabilityFloor.Of(prior))];

    private double[] PopulationPriors(IReadOnlyList<double[]> references)
    {
        var priors = new double[references[0].Length];
        var buffer = new double[references.Count];
        int kept = PopulationMean == PopulationMean.All ? buffer.Length : (buffer.Length + 1) / 2;
        bool corrected = Mode == ReferenceMode.Offline && Correction == RmiaCorrection.Everything;
        for (int z = 0; z < priors.Length; z++)
        {
            for (int r = 0; r < buffer.Length; r++)
            {
                buffer[r] = references[r][z];
            }

            if (kept < buffer.Length)
            {
                buffer.AsSpan().Sort((left, right) => right.CompareTo(left));
            }

            double mean = Statistics.Moments.Mean(buffer.AsSpan(0, kept));
            priors[z] = corrected ? Corrected(mean) : mean;
        }

        return priors;
    }

    /// <inheritdoc />
    public (int With, int Without) Least(int shadows) => (0, Mode == ReferenceMode.Offline ? 1 : 0);

    private double[] Priors(IReadOnlyList<double[]> references, IReadOnlyList<bool[]> included) =>
        [.. Enumerable.Range(0, references[0].Length).Select(point => Prior(references, included, point))];

    private double Corrected(double mean) => (((1 + A) * mean) + (1 - A)) / 2;

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
        return Mode == ReferenceMode.Online ? mean : Corrected(mean);
    }
}
