using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace OwnComponents;

/// <summary>Moves all weights part of the way to fresh ones: everything is forgotten a little, what was to go and what was to stay.</summary>
[UnlearningMethod("fade")]
public sealed record Fade : IWeightMethod
{
    /// <summary>How far, from 0 (the original) to 1 (an untrained network). Default 0.1.</summary>
    [Range(0.0, 1.0)]
    [SearchSpace(0.01, 1)]
    public double Share { get; init; } = 0.1;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // One row of weights per member. Fresh weights derive from each request's own seed, so that a member's bits depend on nothing else.
        int width = context.Originals.Layout.Width;
        float[] rows = new float[context.Requests.Count * width];
        for (int member = 0; member < context.Requests.Count; member++)
        {
            context.Data.Network.Initialise(
                context.Requests[member].Seed.Derive("fade"),
                rows.AsSpan(member * width, width)
            );
        }

        using Tensor fresh = tensor(rows, [context.Requests.Count, width]);
        return new ParameterStack(context.Originals.Layout, lerp(context.Originals.Flat, fresh, Share));
    }
}
