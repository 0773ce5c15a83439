using Unlearn.Core;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>phi of each attacked point under a group of models, point by point.</summary>
internal static class ModelSignals
{
    /// <summary>Unlearned and retrained models.</summary>
    /// <param name="input">The input.</param>
    /// <param name="attack">The attack's name, for messages.</param>
    /// <param name="least">The smallest useful number on each side.</param>
    /// <exception cref="InputException">There are none or too few, or shapes disagree.</exception>
    public static CopyOutputs Copies(AttackInput input, string attack, int least)
    {
        CopyOutputs copies = input.Require(CopyEvidence.Kind, attack);
        InputChecks.CheckCount(copies.Unlearned, least, "unlearned models", attack);
        InputChecks.CheckCount(copies.Retrained, least, "retrained models", attack);
        return copies;
    }

    /// <summary>Transposes: the first index is the point, the second the model.</summary>
    public static double[][] ByPoint(IReadOnlyList<LogitTable> models, int[] labels)
    {
        var byPoint = new double[labels.Length][];
        for (int i = 0; i < byPoint.Length; i++)
        {
            byPoint[i] = new double[models.Count];
            for (int m = 0; m < models.Count; m++)
            {
                byPoint[i][m] = Confidence.Phi(models[m].Row(i), labels[i]);
            }
        }

        return byPoint;
    }
}
