using TorchSharp;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// The general path to gradients: any loss that can be written as tensor operations, of all members at once. A member's loss may
/// depend on its own row alone; then so does its gradient.
/// </summary>
public static class LossGradient
{
    /// <summary>Gradient of each member's loss with respect to its own parameters.</summary>
    /// <param name="parameters">M members.</param>
    /// <param name="losses">From tracked parameters to losses [M].</param>
    /// <returns>[M, width], zero in gaps and running statistics; owned by the caller.</returns>
    public static Tensor Of(ParameterStack parameters, Func<ParameterStack, Tensor> losses) =>
        Of(parameters, losses, out _);

    /// <summary>Gradient of each member's loss, and the losses.</summary>
    /// <param name="parameters">M members.</param>
    /// <param name="losses">From tracked parameters to losses [M].</param>
    /// <param name="values">The losses.</param>
    /// <returns>[M, width]; owned by the caller.</returns>
    public static Tensor Of(ParameterStack parameters, Func<ParameterStack, Tensor> losses, out double[] values)
    {
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack tracked = parameters.Track();
        Tensor perMember = losses(tracked);
        values = perMember.detach().to_type(ScalarType.Float64).data<double>().ToArray();
        return GuardedAutograd.Gradients(perMember, [tracked.Flat])[0].MoveToOuterDisposeScope();
    }

    /// <summary>Gradient of each member's loss as a function of its logits on a batch.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="inputs">[M, B, features].</param>
    /// <param name="losses">From logits [M, B, classes] to losses [M].</param>
    /// <param name="training">Whether batch statistics are used and running ones updated.</param>
    /// <returns>[M, width]; owned by the caller.</returns>
    public static Tensor Of(
        Network network,
        ParameterStack parameters,
        Tensor inputs,
        Func<Tensor, Tensor> losses,
        bool training = false
    ) => Of(parameters, tracked => losses(network.Forward(tracked, inputs, training)));
}
