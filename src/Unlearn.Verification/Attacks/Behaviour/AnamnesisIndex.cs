namespace Unlearn.Verification.Attacks.Behaviour;

/// <summary>
/// Relearn time and anamnesis index (Chundawat et al. 2023, zero-shot unlearning): how many steps until a model regains
/// (1 - margin) of the original's accuracy on the forget set, and the ratio to a retrained model. About 1 is good, well
/// below 1 means residual knowledge, well above over-forgetting.
/// </summary>
public static class AnamnesisIndex
{
    /// <summary>What the figure is called, by whatever computes it.</summary>
    public const string Name = "anamnesis-index";

    /// <summary>
    /// The first step, counted from 0 (before any relearning), at which the accuracy reaches (1 - margin) of the original's;
    /// null when it never does.
    /// </summary>
    /// <param name="accuracies">Accuracy on the forget set before relearning and after each step, in [0, 1].</param>
    /// <param name="original">The original model's accuracy on the forget set, in (0, 1].</param>
    /// <param name="margin">alpha, in [0, 1).</param>
    public static int? RelearnTime(ReadOnlySpan<double> accuracies, double original, double margin = 0.05)
    {
        for (int step = 0; step < accuracies.Length; step++)
        {
            if (accuracies[step] >= (1 - margin) * original)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>(steps of the unlearned model + offset)/(steps of the retrained model + offset).</summary>
    /// <param name="unlearned">Steps of the unlearned model, at least 0.</param>
    /// <param name="retrained">Steps of the retrained model, at least 0.</param>
    /// <param name="offset">Added on both sides so that no step at all divides (ERASURE: 0.01); 0 is the plain ratio.</param>
    public static double Of(double unlearned, double retrained, double offset = 0.01) =>
        (unlearned + offset) / (retrained + offset);
}
