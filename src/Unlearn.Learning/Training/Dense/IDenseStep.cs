using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>What happens to a part of the weights once its gradient is complete. Offsets and lengths are multiples of 16.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IDenseStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Changes a part of the weights and leaves the gradient as the next batch's is to be added to.</summary>
    void Apply(Span<T> weights, Span<T> gradient, int offset, int length);
}
