using Unlearn.Core;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Signals.Tokens;

/// <summary>
/// Model utility (Maini et al. 2024, section 2.2.2): the harmonic mean of probability, ROUGE-L recall and truth ratio on the retained authors, on real ones
/// and on facts of the world. One that is 0 makes it 0.
/// </summary>
public static class ModelUtility
{
    /// <summary>The mean of all parts.</summary>
    /// <param name="parts">One per set, each three figures in [0, 1]; nine in the paper, fewer where there are fewer sets.</param>
    /// <exception cref="InputException">There is no part, or a figure is negative.</exception>
    public static double Of(params IReadOnlyList<(double Probability, double Rouge, double TruthRatio)> parts) =>
        HarmonicMean.Of([
            .. parts.SelectMany(static part => (double[])[part.Probability, part.Rouge, part.TruthRatio]),
        ]);
}
