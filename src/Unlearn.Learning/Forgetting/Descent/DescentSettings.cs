using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>What a descent needs beside its steps and its loss.</summary>
internal sealed record DescentSettings : OptimizerSettings
{
    /// <summary>Trains a low-rank addition in place of the weights, which stay; null trains the weights. Not with a mask or a gradient scale.</summary>
    public Adapter? Adapter { get; init; }

    /// <summary>
    /// Says, for a member and the loss of its batch before a step, that this and all later steps are not taken and that the
    /// step before is taken back.
    /// </summary>
    public Func<int, double, bool>? StopWhen { get; init; }

    /// <summary>Called after each step of each member with its index in the context, the step's number and its row, [width].</summary>
    public Action<int, int, Tensor>? AfterStep { get; init; }
}
