namespace Unlearn.Learning.Landscape;

/// <summary>Steps of plain gradient descent or ascent on a loss of two weights.</summary>
public static class GradientPath
{
    /// <summary>Learning: each step goes against the gradient.</summary>
    /// <param name="loss">The objective.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="learningRate">Step size, above 0.</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <returns>The start and the place after each step: <paramref name="steps"/> + 1 points.</returns>
    public static IReadOnlyList<LandscapePoint> Descend(
        LogisticLoss loss,
        LandscapePoint start,
        double learningRate,
        int steps
    ) => Follow(loss, start, -CheckedRate(learningRate), steps);

    /// <summary>Unlearning by gradient ascent: each step goes along the gradient.</summary>
    /// <inheritdoc cref="Descend"/>
    public static IReadOnlyList<LandscapePoint> Ascend(
        LogisticLoss loss,
        LandscapePoint start,
        double learningRate,
        int steps
    ) => Follow(loss, start, CheckedRate(learningRate), steps);

    private static List<LandscapePoint> Follow(LogisticLoss loss, LandscapePoint start, double signedRate, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        LandscapePoint at = loss.At(start.Weight1, start.Weight2);
        List<LandscapePoint> path = [at];
        for (int step = 0; step < steps; step++)
        {
            (double by1, double by2) = loss.Gradient(at.Weight1, at.Weight2);
            at = loss.At(at.Weight1 + (signedRate * by1), at.Weight2 + (signedRate * by2));
            path.Add(at);
        }

        return path;
    }

    private static double CheckedRate(double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(learningRate);
        return learningRate;
    }
}
