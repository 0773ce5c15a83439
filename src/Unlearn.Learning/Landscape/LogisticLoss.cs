namespace Unlearn.Learning.Landscape;

/// <summary>
/// The training objective of logistic regression with two weights and no bias: mean cross-entropy in nats plus
/// <c>decay / 2</c> times the squared norm of the weights. Strictly convex, so its level sets are closed curves around
/// one minimum: a bowl.
/// </summary>
public sealed class LogisticLoss
{
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _signs;
    private readonly double _decay;

    /// <summary>Takes points as they are; standardise features before.</summary>
    /// <param name="first">First feature of each point.</param>
    /// <param name="second">Second feature of each point.</param>
    /// <param name="positive">Whether each point is of the positive class.</param>
    /// <param name="decay">Weight decay, above 0.</param>
    /// <exception cref="ArgumentException">There are no points, or the lengths differ.</exception>
    public LogisticLoss(
        IReadOnlyList<double> first,
        IReadOnlyList<double> second,
        IReadOnlyList<bool> positive,
        double decay
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decay);
        if (first.Count == 0 || first.Count != second.Count || first.Count != positive.Count)
        {
            throw new ArgumentException(
                $"Two features and a class are needed for each point; given are {first.Count}, {second.Count} and {positive.Count}.",
                nameof(first)
            );
        }

        _first = [.. first];
        _second = [.. second];
        _signs = [.. positive.Select(static isPositive => isPositive ? 1.0 : -1.0)];
        _decay = decay;
    }

    /// <summary>The objective at the given weights.</summary>
    public LandscapePoint At(double weight1, double weight2)
    {
        double sum = 0;
        for (int point = 0; point < _signs.Length; point++)
        {
            sum += Softplus(-Margin(point, weight1, weight2));
        }

        double norm = (weight1 * weight1) + (weight2 * weight2);
        return new LandscapePoint(weight1, weight2, (sum / _signs.Length) + (_decay / 2 * norm));
    }

    /// <summary>Derivatives by the first and the second weight.</summary>
    public (double ByWeight1, double ByWeight2) Gradient(double weight1, double weight2)
    {
        double by1 = 0;
        double by2 = 0;
        for (int point = 0; point < _signs.Length; point++)
        {
            double slope = -_signs[point] * Sigmoid(-Margin(point, weight1, weight2));
            by1 += slope * _first[point];
            by2 += slope * _second[point];
        }

        return ((by1 / _signs.Length) + (_decay * weight1), (by2 / _signs.Length) + (_decay * weight2));
    }

    /// <summary>The minimum, by Newton's method with halved steps, to a gradient below 1e-12.</summary>
    public LandscapePoint Minimum()
    {
        LandscapePoint at = At(0, 0);
        for (int iteration = 0; iteration < 100; iteration++)
        {
            (double by1, double by2) = Gradient(at.Weight1, at.Weight2);
            if (Math.Max(Math.Abs(by1), Math.Abs(by2)) < 1e-12)
            {
                break;
            }

            (double step1, double step2) = NewtonStep(at, by1, by2);
            LandscapePoint next = At(at.Weight1 - step1, at.Weight2 - step2);
            for (double part = 0.5; next.Loss > at.Loss && part > 1e-6; part /= 2)
            {
                next = At(at.Weight1 - (part * step1), at.Weight2 - (part * step2));
            }

            at = next;
        }

        return at;
    }

    private (double Step1, double Step2) NewtonStep(LandscapePoint at, double by1, double by2)
    {
        double h11 = 0;
        double h12 = 0;
        double h22 = 0;
        for (int point = 0; point < _signs.Length; point++)
        {
            double probability = Sigmoid(Margin(point, at.Weight1, at.Weight2));
            double curvature = probability * (1 - probability) / _signs.Length;
            h11 += curvature * _first[point] * _first[point];
            h12 += curvature * _first[point] * _second[point];
            h22 += curvature * _second[point] * _second[point];
        }

        h11 += _decay;
        h22 += _decay;
        double determinant = (h11 * h22) - (h12 * h12);
        return (((h22 * by1) - (h12 * by2)) / determinant, ((h11 * by2) - (h12 * by1)) / determinant);
    }

    private double Margin(int point, double weight1, double weight2) =>
        _signs[point] * ((weight1 * _first[point]) + (weight2 * _second[point]));

    private static double Sigmoid(double value) =>
        value >= 0 ? 1 / (1 + Math.Exp(-value)) : Math.Exp(value) / (1 + Math.Exp(value));

    private static double Softplus(double value) => Math.Max(value, 0) + double.LogP1(Math.Exp(-Math.Abs(value)));
}
