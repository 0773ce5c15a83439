using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Only the gradient is wanted.</summary>
internal readonly struct NoStep<T> : IDenseStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc />
    public void Apply(Span<T> weights, Span<T> gradient, int offset, int length) { }
}
