using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Attacks.Aware;

/// <summary>phi of each attacked point under a group of models, point by point.</summary>
internal static class ModelSignals
{
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
