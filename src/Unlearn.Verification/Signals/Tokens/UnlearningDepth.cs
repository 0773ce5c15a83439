using Unlearn.Core;

namespace Unlearn.Verification.Signals.Tokens;

/// <summary>
/// The unlearning depth score: in how much of a model knowledge is erased, block by block. The original is made to read on with the hidden
/// state of another model at one block; the fall of the answer's mean log-probability says how much that block of the other lacks.
/// </summary>
public static class UnlearningDepth
{
    /// <summary>Falls of the retrained model's blocks up to here, in nats, say that the block holds nothing of it.</summary>
    public const double Least = 0.05;

    /// <summary>The score of one point: 1 where every block lacks as much as the retrained model's, 0 where none lacks anything.</summary>
    /// <param name="retrained">Fall of log-probability with each block's state of the retrained model, in nats.</param>
    /// <param name="unlearned">The same of the unlearned model.</param>
    /// <returns>Null where no block of the retrained model lacks anything, so that there is nothing to compare with.</returns>
    /// <exception cref="InputException">The two are not of as many blocks.</exception>
    public static double? Of(ReadOnlySpan<double> retrained, ReadOnlySpan<double> unlearned)
    {
        if (retrained.Length != unlearned.Length)
        {
            throw new InputException(
                $"Blocks are compared one by one, and there are {retrained.Length} and {unlearned.Length}."
            );
        }

        double erased = 0;
        double all = 0;
        for (int block = 0; block < retrained.Length; block++)
        {
            if (retrained[block] > Least)
            {
                erased += retrained[block] * Math.Clamp(unlearned[block] / retrained[block], 0, 1);
                all += retrained[block];
            }
        }

        return all > 0 ? erased / all : null;
    }
}
