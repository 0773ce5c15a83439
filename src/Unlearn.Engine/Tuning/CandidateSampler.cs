using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Tuning;

/// <summary>
/// Candidates spread evenly over a search space: the additive recurrence of the generalised golden ratio (Roberts 2018, "The
/// Unreasonable Effectiveness of Quasirandom Sequences"), shifted by a key. Every prefix of the sequence covers the space, so
/// more trials only add candidates.
/// </summary>
internal static class CandidateSampler
{
    /// <summary>The method as it is, and different variants of it; fewer than asked for where a small space is exhausted.</summary>
    /// <param name="method">The method with the options that are kept.</param>
    /// <param name="search">The searched options.</param>
    /// <param name="trials">Candidates asked for, at least 1.</param>
    /// <param name="key">Shifts the sequence, each option by a number of its own.</param>
    public static IReadOnlyList<IUnlearningMethod> Of(
        IUnlearningMethod method,
        IReadOnlyList<SearchDimension<IUnlearningMethod>> search,
        int trials,
        RandomKey key
    )
    {
        double[] steps = Steps(search.Count);
        double[] starts = [.. search.Select(dimension => key.Derive(dimension.Option).Uniform(0))];
        return
        [
            .. Enumerable
                .Range(0, trials)
                .Select(trial =>
                    trial == 0
                        ? method
                        : search
                            .Select((dimension, at) => (dimension, at))
                            .Aggregate(
                                method,
                                (candidate, axis) =>
                                    axis.dimension.With(
                                        candidate,
                                        axis.dimension.Space.At(Fraction(starts[axis.at] + (trial * steps[axis.at])))
                                    )
                            )
                )
                .Distinct(),
        ];
    }

    // Powers of 1/phi, phi being the root of x^(d+1) = x + 1 above 1: the golden ratio for one dimension.
    private static double[] Steps(int dimensions)
    {
        double phi = 2.0;
        for (int round = 0; round < 64; round++)
        {
            phi = Math.Pow(1.0 + phi, 1.0 / (dimensions + 1));
        }

        return [.. Enumerable.Range(1, dimensions).Select(power => Math.Pow(phi, -power))];
    }

    private static double Fraction(double value) => value - Math.Floor(value);
}
