using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Models;

/// <summary>
/// ResNet-18 and ResNet-34 (He, Zhang, Ren, Sun 2016, table 1) as torchvision builds them: 64 to 512 channels, batch normalisation, shortcuts
/// with a 1 x 1 convolution where shapes change (option B). Arrays have torchvision's names.
/// </summary>
[Model("basic-resnet", Version = 2)]
[Refuses(typeof(ITableSource), Reason = "it takes images")]
[Refuses(typeof(ITextPoints), Reason = "it takes images")]
public sealed record BasicResNet : IModel
{
    /// <summary>Number of layers with weights, 18 or 34. Default 18.</summary>
    public int Depth { get; init; } = 18;

    /// <summary>How it begins. Default cifar.</summary>
    public ResNetStem Stem { get; init; } = ResNetStem.Cifar;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <inheritdoc />
    [NotInKeys]
    public IReadOnlyList<string> Rename { get; init; } = [];

    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes) =>
        Depth switch
        {
            18 => new BasicBlockNetwork(Stem, [2, 2, 2, 2], featureShape, classes),
            34 => new BasicBlockNetwork(Stem, [3, 4, 6, 3], featureShape, classes),
            _ => throw new InputException($"The depth of basic-resnet is 18 or 34, not {Depth}."),
        };
}
