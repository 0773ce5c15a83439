using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training.Curvature;

/// <summary>
/// Products of a Hessian with vectors for any network, by differentiating twice (Pearlmutter 1994): the gradient of
/// (gradient times v) is the Hessian times v. The oracle of closed forms.
/// </summary>
internal static class CurvatureProduct
{
    /// <summary>The Hessian of each member's loss times its own vector.</summary>
    /// <param name="parameters">M members; where the Hessian is taken.</param>
    /// <param name="losses">From tracked parameters to losses [M], twice differentiable.</param>
    /// <param name="vectors">[M, width].</param>
    /// <returns>[M, width]; owned by the caller.</returns>
    public static Tensor Hessian(ParameterStack parameters, Func<ParameterStack, Tensor> losses, Tensor vectors)
    {
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack tracked = parameters.Track();
        Tensor gradient = GuardedAutograd.Gradients(losses(tracked), [tracked.Flat], createGraph: true)[0];
        return GuardedAutograd.Gradients(gradient * vectors, [tracked.Flat])[0].MoveToOuterDisposeScope();
    }
}
