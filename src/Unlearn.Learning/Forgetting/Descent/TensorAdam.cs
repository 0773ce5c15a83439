using TorchSharp;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Adam (Kingma and Ba 2015; beta 0.9 and 0.999) on one tensor that is not a stack of parameters, such as inputs.</summary>
/// <param name="values">Changed in place by every step; the caller's scope owns it and the state.</param>
/// <param name="rate">Step length.</param>
internal sealed class TensorAdam(Tensor values, double rate)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;
    private readonly Tensor _first = zeros_like(values);
    private readonly Tensor _second = zeros_like(values);
    private int _steps;

    /// <summary>One step down a gradient of the same shape.</summary>
    public void Step(Tensor gradient)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        _steps++;
        _first.copy_(_first.Times(Beta1).Plus(gradient.Times(1.0 - Beta1)));
        _second.copy_(_second.Times(Beta2).Plus((gradient * gradient).Times(1.0 - Beta2)));
        Tensor mean = _first.Times(1.0 / (1.0 - Math.Pow(Beta1, _steps)));
        Tensor size = _second.Times(1.0 / (1.0 - Math.Pow(Beta2, _steps))).sqrt().Plus(Epsilon);
        values.Lose((mean / size).Times(rate));
    }
}
