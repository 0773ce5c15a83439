namespace Unlearn.Learning.Landscape;

/// <summary>
/// The numbers behind the explaining figure, all computed: a logistic regression with two weights learns to tell
/// handwritten eights from nines (<see cref="DigitSample"/>) by gradient descent on all points, and then walks away from
/// what it learned by gradient ascent on the points to forget.
/// </summary>
public sealed record LearningVersusUnlearning
{
    private const double Decay = 0.1;
    private const int ForgetEvery = 5;

    private LearningVersusUnlearning(
        LandscapePanel learning,
        LandscapePanel unlearning,
        LandscapePoint retrained,
        int points,
        int forgetPoints
    )
    {
        Learning = learning;
        Unlearning = unlearning;
        Retrained = retrained;
        Points = points;
        ForgetPoints = forgetPoints;
    }

    /// <summary>Gradient descent on the loss of all training points.</summary>
    public LandscapePanel Learning { get; }

    /// <summary>Gradient ascent on the loss of the points to forget, from where learning ended.</summary>
    public LandscapePanel Unlearning { get; }

    /// <summary>The minimum of the loss without the points to forget: where retraining ends, with that loss.</summary>
    public LandscapePoint Retrained { get; }

    /// <summary>Number of training points.</summary>
    public int Points { get; }

    /// <summary>Number of points to forget.</summary>
    public int ForgetPoints { get; }

    /// <summary>Computes both panels; always the same numbers.</summary>
    public static LearningVersusUnlearning Compute()
    {
        double[] first = Standardised(DigitSample.InkRight);
        double[] second = Standardised(DigitSample.InkBottom);
        bool[] nines = [.. DigitSample.Digits.Select(static digit => digit == 9)];
        int[] forget =
        [
            .. Enumerable.Range(0, nines.Length).Where(static point => point % ForgetEvery == ForgetEvery - 1),
        ];

        LogisticLoss training = new(first, second, nines, Decay);
        LogisticLoss forgetting = new(Pick(first, forget), Pick(second, forget), Pick(nines, forget), Decay);
        int[] retain = [.. Enumerable.Range(0, nines.Length).Except(forget)];
        LogisticLoss retaining = new(Pick(first, retain), Pick(second, retain), Pick(nines, retain), Decay);
        LandscapePoint target = training.Minimum();

        LossBowl trainingBowl = LossBowl.Sample(training, rimLoss: 1.5, rings: 18, spokes: 40);
        LandscapePoint rim = trainingBowl.Rings[16][8];
        IReadOnlyList<LandscapePoint> descent = GradientPath.Descend(training, rim, learningRate: 1.2, steps: 9);

        LossBowl forgettingBowl = LossBowl.Sample(forgetting, rimLoss: 1.5, rings: 18, spokes: 40);
        IReadOnlyList<LandscapePoint> ascent = GradientPath.Ascend(forgetting, descent[^1], learningRate: 1, steps: 9);

        return new LearningVersusUnlearning(
            new LandscapePanel(trainingBowl, descent, target),
            new LandscapePanel(forgettingBowl, ascent, forgetting.At(target.Weight1, target.Weight2)),
            retaining.Minimum(),
            nines.Length,
            forget.Length
        );
    }

    private static double[] Standardised(IReadOnlyList<int> values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / deviation)];
    }

    private static T[] Pick<T>(T[] values, int[] at) => [.. at.Select(index => values[index])];
}
