namespace Unlearn.Audit.Metrics;

/// <summary>Which model's weights leak the deleted row.</summary>
internal enum ReconstructionKind
{
    /// <summary>Ridge regression, sum of squares + lambda ||w||^2: one weight per column.</summary>
    Linear,

    /// <summary>Softmax regression, mean cross-entropy + lambda/2 ||W||^2: classes x columns.</summary>
    Softmax,
}
