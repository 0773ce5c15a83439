using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// The one loop over gradient steps: trainings and unlearning methods differ in the steps, the loss and the observer that they bring. Networks with
/// <see cref="Network.HasGradientsByHand"/> go through it member after member in native buffers, all others many members at once in tensors.
/// </summary>
internal static class DescentLoop
{
    /// <summary>Takes every member's steps, in place.</summary>
    /// <param name="plan">Members, steps and loss.</param>
    /// <param name="weights">Start on entry, end on return; rows that no member has stay as they are.</param>
    /// <param name="cancellationToken">Checked before every step.</param>
    public static void Run(DescentPlan plan, ParameterStack weights, CancellationToken cancellationToken)
    {
        if (!IsByHand(plan.Data.Network, plan.Objective, plan.Settings))
        {
            AutogradDescent.Run(plan, weights, cancellationToken);
        }
        else if (weights.Flat.dtype == ScalarType.Float64)
        {
            NativeDescent<double>.Run(plan, weights, cancellationToken);
        }
        else
        {
            NativeDescent<float>.Run(plan, weights, cancellationToken);
        }
    }

    /// <summary>Whether a descent has its gradients by hand. It depends on network, loss and settings alone, never on the members.</summary>
    public static bool IsByHand(Network network, DescentObjective? loss, OptimizerSettings settings) =>
        network.HasGradientsByHand
        && loss is not null
        && settings is { Automatic: false, Source: null, ClipNorm: null }
        && settings.Optimizer switch
        {
            OptimizerKind.Sgd => true,
            OptimizerKind.Adam => settings.Mask is null && loss.Norm is null,
            _ => false,
        }
        && (settings.GradientScale is null || ScalesSteps(loss, settings));

    /// <summary>Whether a factor on each weight's gradient is the same as one on its step: all that moves the weight is its gradient.</summary>
    private static bool ScalesSteps(DescentObjective loss, OptimizerSettings settings) =>
        settings is { Optimizer: OptimizerKind.Sgd, WeightDecay: 0.0, Mask: null } && loss.Norm is null;
}
