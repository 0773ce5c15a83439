namespace Unlearn.Verification.Attacks.Aware;

/// <summary>How the NeurIPS 2023 unlearning competition turns epsilons into a score (Triantafillou et al. 2024).</summary>
public static class ForgettingScore
{
    private const double Bucket = 0.5;

    /// <summary>The points of one epsilon: 2^-b in bucket b of width 0.5, 0 from ceil(log(models - 1)) on.</summary>
    /// <param name="epsilon">At least 0.</param>
    /// <param name="models">Models on each side, at least 2.</param>
    public static double Points(double epsilon, int models)
    {
        int buckets = (int)Math.Floor(Math.Ceiling(Math.Log(models - 1)) / Bucket);
        int bucket = (int)Math.Min(1000, Math.Floor(epsilon / Bucket));
        return bucket < buckets ? Math.Pow(2, -bucket) : 0;
    }

    /// <summary>F scaled by utility: F (RA_u/RA_r) (TA_u/TA_r).</summary>
    /// <param name="score">F.</param>
    /// <param name="unlearned">Mean accuracies of the unlearned models.</param>
    /// <param name="retrained">Mean accuracies of the retrained models, positive.</param>
    public static double Final(double score, Evidence.ModelAccuracies unlearned, Evidence.ModelAccuracies retrained) =>
        score * (unlearned.Retain / retrained.Retain) * (unlearned.Test / retrained.Test);
}
