using System.Globalization;

namespace Unlearn.Learning.Training;

/// <summary>Finds members whose numbers are no longer finite.</summary>
internal static class Divergence
{
    /// <summary>Throws when the loss of a member's first batch, before any step, is not finite: no learning rate is to blame for that.</summary>
    public static void CheckStart(MemberSpec stage, double loss)
    {
        if (!double.IsFinite(loss))
        {
            throw new DivergedException(
                $"The loss of the member with seed {stage.Seed} is not finite before its first step: its starting weights or its points hold values that are not finite or too large.",
                [loss]
            );
        }
    }

    /// <summary>Throws when the last loss of a curve is not finite.</summary>
    public static void Check(MemberSpec stage, IReadOnlyList<double> curve, int epochs)
    {
        if (curve.Count > 0 && !double.IsFinite(curve[^1]))
        {
            throw Diverged(stage, curve, $"the loss of epoch {curve.Count} of {epochs}");
        }
    }

    /// <summary>The error, in words that help.</summary>
    public static DivergedException Diverged(MemberSpec stage, IReadOnlyList<double> curve, string what) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Training of the member with seed {stage.Seed} diverged: {what} is not finite. A learning rate below {stage.Training.LearningRate} may help."
            ),
            [.. curve]
        );
}
