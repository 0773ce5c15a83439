using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Models;

/// <summary>
/// A small convolutional network: blocks of a convolution that keeps the size, an activation and 2 x 2 maximum pooling, then affine layers. The
/// default has the widths of LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998).
/// </summary>
[Model("cnn", Version = 3)]
[Refuses(typeof(ITableSource), Reason = "it takes images")]
[Refuses(typeof(ITextPoints), Reason = "it takes images")]
public sealed record Cnn : IModel
{
    /// <summary>Output channels of each convolution block, input to output. Default 6 and 16.</summary>
    [Range(1, 65_536)]
    [Count(1, Most = 8)]
    public ImmutableArray<int> Channels { get; init; } = [6, 16];

    /// <summary>Side of the square kernels, odd. Default 5.</summary>
    [Range(1, 15)]
    public int Kernel { get; init; } = 5;

    /// <summary>Widths of hidden affine layers after the blocks. Default 120 and 84.</summary>
    [Range(1, 65_536)]
    [Count(0, Most = 8)]
    public ImmutableArray<int> Hidden { get; init; } = [120, 84];

    /// <summary>The function after each convolution and hidden layer. Default relu.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <inheritdoc />
    [NotInKeys]
    public IReadOnlyList<string> Rename { get; init; } = [];

    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes) =>
        new ConvolutionalNetwork(this, featureShape, classes);

    /// <inheritdoc />
    public bool Equals(Cnn? other) =>
        other is not null
        && Kernel == other.Kernel
        && Activation == other.Activation
        && Weights == other.Weights
        && Rename.SequenceEqual(other.Rename)
        && Channels.SequenceEqual(other.Channels)
        && Hidden.SequenceEqual(other.Hidden);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Channels.Concat(Hidden).Aggregate(HashCode.Combine(Kernel, Activation), HashCode.Combine);
}
