using TorchSharp;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary><see cref="Adam"/> on one tensor that is not a stack of parameters, such as inputs.</summary>
/// <param name="values">Changed in place by every step; the caller's scope owns it and the state.</param>
/// <param name="rate">Step length.</param>
internal sealed class TensorAdam(Tensor values, double rate)
{
    private readonly Tensor _first = zeros_like(values);
    private readonly Tensor _second = zeros_like(values);
    private int _steps;

    /// <summary>One step down a gradient of the same shape.</summary>
    public void Step(Tensor gradient)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        _steps++;
        Adam.Accumulate(_first, _second, gradient);
        Tensor scale = _second.Times(Adam.SquareCorrection(_steps)).sqrt_().Plus(Adam.Epsilon);
        values.Lose((_first / scale).Times(rate / Adam.MeanBias(_steps)));
    }
}
