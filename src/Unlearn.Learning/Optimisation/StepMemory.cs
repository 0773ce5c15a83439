using TorchSharp;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>The weights of a stack before its last two steps, running statistics included, so that the last step can be taken back.</summary>
/// <param name="weights">[K, width]; changed by <see cref="TakeBack"/> alone.</param>
internal sealed class StepMemory(Tensor weights) : IDisposable
{
    private readonly Tensor _now = weights.clone().DetachFromDisposeScope();
    private readonly Tensor _before = weights.clone().DetachFromDisposeScope();

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        using IDisposable still = no_grad();
        _before.copy_(_now);
        _now.copy_(weights);
    }

    /// <summary>Gives one member the weights that it had before the step before this one.</summary>
    public void TakeBack(int position)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        weights.narrow(0, position, 1).copy_(_before.narrow(0, position, 1));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _now.Dispose();
        _before.Dispose();
    }
}
