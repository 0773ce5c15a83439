using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Models;

/// <summary>The residual network for small colour images of He, Zhang, Ren, Sun 2016, section 4.2, with shortcuts that have no weights (option A).</summary>
[Model("resnet", Version = 2)]
[Refuses(typeof(ITableSource), Reason = "it takes images")]
[Refuses(typeof(ITextPoints), Reason = "it takes images")]
public sealed record ResNet : IModel
{
    /// <summary>Number of layers with weights, 6n + 2: 20, 32, 44, ... Default 20.</summary>
    [Range(8, 1202)]
    public int Depth { get; init; } = 20;

    /// <summary>How channels are normalised. Default batch.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.Batch;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <inheritdoc />
    [NotInKeys]
    public IReadOnlyList<string> Rename { get; init; } = [];

    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes) =>
        Depth % 6 == 2
            ? new ResidualNetwork(this, featureShape, classes)
            : throw new InputException(
                $"The depth of resnet is 6n + 2 (8, 14, 20, 32, ...), not {Depth}; {(Depth - 2 + 3) / 6 * 6 + 2} is near."
            );
}
