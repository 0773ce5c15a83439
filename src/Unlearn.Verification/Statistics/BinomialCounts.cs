using Unlearn.Core;

namespace Unlearn.Verification.Statistics;

/// <summary>What successes and trials have to be, for every interval made of them.</summary>
internal static class BinomialCounts
{
    /// <summary>Refuses counts that have no rate.</summary>
    /// <param name="successes">Successes.</param>
    /// <param name="trials">Trials.</param>
    /// <exception cref="InputException">There is no trial, or successes lie outside 0 to the trials.</exception>
    public static void Check(int successes, int trials)
    {
        if (trials < 1 || successes < 0 || successes > trials)
        {
            throw new InputException($"{successes} of {trials} is no rate: give 0 to n successes of at least 1 trial.");
        }
    }
}
