namespace Unlearn.Learning.Data;

/// <summary>How features were brought from their own units to what models see, one number per feature.</summary>
/// <param name="Fills">What stands for a missing value, in the feature's own units.</param>
/// <param name="Means">What was taken off.</param>
/// <param name="Deviations">What was divided by afterwards.</param>
public sealed record FeatureScale(double[] Fills, double[] Means, double[] Deviations)
{
    /// <summary>A scale that changes nothing.</summary>
    public static FeatureScale None(int features) =>
        new(new double[features], new double[features], [.. Enumerable.Repeat(1.0, features)]);
}
