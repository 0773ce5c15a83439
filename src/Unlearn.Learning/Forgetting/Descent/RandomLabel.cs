using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Goes on training on all points, with fresh random labels (tokens, where points are texts) on the forget set in every epoch (Golatkar, Achille, Soatto,
/// CVPR 2020, section 6; Fan et al., ICLR 2024). Tends to forget more than retraining does.
/// </summary>
[UnlearningMethod("random-label", Version = 2)]
public sealed record RandomLabel : IWeightMethod
{
    /// <summary>Step length. Default 0.01.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.3, Log = true)]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Passes over the training set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 20, Log = true)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Momentum. Default 0.9.</summary>
    [Range(0.0, 0.9999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether a random label may happen to be the true one. Default false.</summary>
    public bool IncludeTrueLabel { get; init; }

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken) =>
        Descend(context, context.Own(this), mask: null, cancellationToken);

    /// <summary>The same with each member's options given, and with some weights held fast.</summary>
    internal static ParameterStack Descend(
        UnlearningContext context,
        IReadOnlyList<RandomLabel> own,
        Tensor? mask,
        CancellationToken cancellationToken
    ) =>
        StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("random-label"),
                    request.Train,
                    own[member].BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new CrossEntropySum
            {
                Label = (member, epoch, id, place, truth) =>
                    own[member]
                        .Label(context.Requests[member], epoch, (id, place), truth, context.Data.Network.Classes),
            },
            new DescentSettings
            {
                BatchSize = own[0].BatchSize,
                Momentum = own[0].Momentum,
                Mask = mask,
            },
            cancellationToken
        );

    private int Label(ForgetRequest request, int epoch, (int Point, int Place) asked, int truth, int classes) =>
        request.Forget.Ids.AsSpan().BinarySearch(asked.Point) < 0
            ? truth
            : Draw(request.Seed.Derive("random-label/labels").Derive(epoch), asked, truth, classes);

    // The first place of a point draws by the point alone, further ones by a key of the point.
    private int Draw(RandomKey key, (int Point, int Place) asked, int truth, int classes)
    {
        RandomKey own = asked.Place == 0 ? key : key.Derive(asked.Point);
        ulong at = asked.Place == 0 ? (ulong)asked.Point : (ulong)asked.Place;
        if (IncludeTrueLabel)
        {
            return own.Below(at, classes);
        }

        int other = own.Below(at, classes - 1);
        return other < truth ? other : other + 1;
    }
}
