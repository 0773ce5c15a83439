using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>The gradient of the mean cross-entropy of one batch of one member.</summary>
internal static class DenseGradient
{
    /// <summary>Adds it to the member's gradient and steps.</summary>
    /// <returns>The sum of the points' losses.</returns>
    public static double Add<T, TStep>(
        DenseMember<T> member,
        FeatureRows<T> rows,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> points,
        int classes,
        TStep step
    )
        where T : unmanaged, IFloatingPointIeee754<T>
        where TStep : struct, IDenseStep<T>
    {
        Span<T> logits = member.Forward(rows, points);
        double loss = SoftmaxErrors.Fill<T>(
            logits,
            labels,
            points,
            classes,
            member.Stride,
            member.LogitErrors,
            T.One / T.CreateChecked(points.Length)
        );
        member.Backward(rows, points, step);
        return loss;
    }
}
