using System.Globalization;
using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>
/// The epsilon of one point in the NeurIPS 2023 unlearning competition (Triantafillou et al. 2024): the best of many
/// decision rules that tell unlearned from retrained models by phi. The positive side is the one with the larger median.
/// </summary>
public static class ForgettingEpsilon
{
    /// <summary>The largest epsilon that is reported.</summary>
    public const double Cap = 50;

    private const double Buffer = 2.0;
    private const double ThresholdsPerUnit = 100;

    // Ten million thresholds; phi of a trained model spans some tens.
    private const double WidestRange = 1e5;
    private const int LeftThresholds = (int)(2 * Buffer * ThresholdsPerUnit);

    /// <summary>
    /// The epsilon, 0 to <see cref="Cap"/>. Rules: a threshold on a grid of 100 a unit over the range of all phi, and an
    /// interval [l, r] whose ends lie on the same grid within 2 of those of the narrower side. Thresholds at which exactly
    /// one of FPR and FNR is zero are dropped; where both are, epsilon is infinite and so capped. Where the ranges differ
    /// more than a hundredfold, the cap; where no threshold survives, 0.
    /// </summary>
    /// <param name="unlearned">phi under unlearned models.</param>
    /// <param name="retrained">phi under retrained models, as many.</param>
    /// <param name="delta">delta, in [0, 1).</param>
    /// <exception cref="InputException">The sides differ in number, or phi spans more than 100,000.</exception>
    public static double Of(ReadOnlySpan<double> unlearned, ReadOnlySpan<double> retrained, double delta = 1e-5)
    {
        if (unlearned.Length != retrained.Length || unlearned.Length == 0)
        {
            throw new InputException(
                $"{unlearned.Length} unlearned and {retrained.Length} retrained models: give equally many, at least one."
            );
        }

        bool swap = Moments.Median(retrained) > Moments.Median(unlearned);
        double[] positive = (swap ? retrained : unlearned).ToArray();
        double[] negative = (swap ? unlearned : retrained).ToArray();
        Array.Sort(positive);
        Array.Sort(negative);
        double positiveRange = positive[^1] - positive[0];
        double negativeRange = negative[^1] - negative[0];
        double largest = Math.Max(positiveRange, negativeRange);
        double smallest = Math.Min(positiveRange, negativeRange);
        if (largest == 0)
        {
            return positive[0] == negative[0] ? 0 : Cap;
        }

        if (smallest / largest < 0.01)
        {
            return Cap;
        }

        double span = Math.Max(positive[^1], negative[^1]) - Math.Min(positive[0], negative[0]);
        if (!(span <= WidestRange))
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"phi spans {span:g3}, too wide for a grid of {ThresholdsPerUnit} thresholds a unit (at most {WidestRange:g3}); are these logits?"
                )
            );
        }

        var rates = new RateTable(positive.Length, delta);
        double best = SingleThreshold(positive, negative, rates);
        best =
            positiveRange >= negativeRange
                ? Math.Max(best, DoubleThreshold(negative, positive, rates))
                : Math.Max(best, DoubleThreshold(positive, negative, rates));
        return Math.Clamp(best, 0, Cap);
    }

    private static double SingleThreshold(double[] positive, double[] negative, RateTable rates)
    {
        var grid = new Grid(Math.Min(positive[0], negative[0]), Math.Max(positive[^1], negative[^1]));
        double best = 0;
        int p = 0;
        int n = 0;
        for (int g = 0; g < grid.Count; g++)
        {
            double threshold = grid.At(g);
            p = AdvanceBelow(positive, p, threshold);
            n = AdvanceBelow(negative, n, threshold);
            best = Math.Max(best, rates.Epsilon(negative.Length - n, p));
        }

        return best;
    }

    /// <summary>The narrower side is called by an interval.</summary>
    private static double DoubleThreshold(double[] narrow, double[] wide, RateTable rates)
    {
        double width = narrow[^1] - narrow[0];
        var rights = new Grid(narrow[0] + width - Buffer, narrow[^1] + Buffer);
        double best = 0;
        int narrowUpTo = 0;
        int wideUpTo = 0;
        for (int r = 0; r < rights.Count; r++)
        {
            double right = rights.At(r);
            narrowUpTo = AdvanceUpTo(narrow, narrowUpTo, right);
            wideUpTo = AdvanceUpTo(wide, wideUpTo, right);
            var lefts = new Grid(right - width - Buffer, right - width + Buffer, LeftThresholds);
            int narrowBelow = 0;
            int wideBelow = 0;
            for (int l = 0; l < lefts.Count; l++)
            {
                double left = lefts.At(l);
                narrowBelow = AdvanceBelow(narrow, narrowBelow, left);
                wideBelow = AdvanceBelow(wide, wideBelow, left);
                int hits = Math.Max(0, narrowUpTo - narrowBelow);
                int falseHits = Math.Max(0, wideUpTo - wideBelow);
                best = Math.Max(best, rates.Epsilon(falseHits, narrow.Length - hits));
            }
        }

        return best;
    }

    private static int AdvanceBelow(double[] sorted, int from, double threshold)
    {
        while (from < sorted.Length && sorted[from] < threshold)
        {
            from++;
        }

        return from;
    }

    private static int AdvanceUpTo(double[] sorted, int from, double threshold)
    {
        while (from < sorted.Length && sorted[from] <= threshold)
        {
            from++;
        }

        return from;
    }

    /// <summary>Equally spaced thresholds, both ends included.</summary>
    private readonly struct Grid(double start, double stop, int count)
    {
        private readonly double _step = count > 1 ? (stop - start) / (count - 1) : 0;

        public Grid(double start, double stop)
            : this(start, stop, (int)Math.Ceiling((stop - start) * ThresholdsPerUnit)) { }

        public int Count => count;

        public double At(int index) => index == count - 1 && count > 1 ? stop : start + (index * _step);
    }

    /// <summary>log(rate) and log(1 - delta - rate) for every count, so that a threshold costs no logarithm.</summary>
    private sealed class RateTable
    {
        private readonly double[] _log;
        private readonly double[] _logRest;

        public RateTable(int models, double delta)
        {
            _log = new double[models + 1];
            _logRest = new double[models + 1];
            for (int k = 0; k <= models; k++)
            {
                double rate = k / (double)models;
                double rest = 1 - delta - rate;
                _log[k] = Math.Log(rate);
                _logRest[k] = rest > 0 ? Math.Log(rest) : double.NegativeInfinity;
            }
        }

        public double Epsilon(int falsePositives, int falseNegatives)
        {
            if (falsePositives == 0 && falseNegatives == 0)
            {
                return double.PositiveInfinity;
            }

            // Exactly one error rate of zero says that there are too few models to see the other side.
            return falsePositives == 0 || falseNegatives == 0
                ? 0
                : Math.Max(
                    _logRest[falsePositives] - _log[falseNegatives],
                    _logRest[falseNegatives] - _log[falsePositives]
                );
        }
    }
}
