using System.Numerics;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// A loss of the logits of a step's two batches, said twice: as tensors, which are differentiated automatically, and as its derivatives by the
/// logits, from which networks with gradients by hand go on (<see cref="NativeDescent{T}"/>). The first is the oracle of the second.
/// </summary>
internal abstract record DescentObjective
{
    /// <summary>A member's factor of the sum of absolute weights in an epoch; null for none.</summary>
    public Func<int, int, double>? Norm { get; init; }

    /// <summary>Whether <see cref="DescentStep.Companions"/> count in a member's loss.</summary>
    public virtual bool ReadsCompanions(int member) => true;

    /// <summary>Whether the loss of a step with two batches is no sum of a part of each, so that each needs the other's logits.</summary>
    public virtual bool Couples(DescentStep step) => false;

    /// <summary>The loss of each member as tensors, [K].</summary>
    public abstract Tensor Loss(ParameterStack parameters, DescentBatch batch);

    /// <summary>Fills the errors of <see cref="DescentStep.Points"/>.</summary>
    /// <param name="member">The context's member.</param>
    /// <param name="step">The step.</param>
    /// <param name="batch">Its points.</param>
    /// <param name="others">Its companions, without errors, where they are coupled; else empty.</param>
    /// <returns>What the batch adds to the loss.</returns>
    public abstract double OfPoints<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Fills the errors of <see cref="DescentStep.Companions"/>.</summary>
    /// <param name="member">The context's member.</param>
    /// <param name="step">The step.</param>
    /// <param name="batch">Its companions.</param>
    /// <param name="others">Its points, without errors, where they are coupled; else empty.</param>
    /// <returns>What the batch adds to the loss.</returns>
    public abstract double OfCompanions<T>(int member, DescentStep step, LogitBatch<T> batch, LogitBatch<T> others)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
