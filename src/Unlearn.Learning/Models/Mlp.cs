using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Models;

/// <summary>A multilayer perceptron: affine layers with an activation between them.</summary>
[Model("mlp")]
[Refuses(typeof(ITextPoints), Reason = "it takes rows of features")]
public sealed record Mlp : IModel
{
    /// <summary>Widths of the hidden layers from input to output, each at least 1. Default one layer of 128.</summary>
    [Range(1, 65_536)]
    [Count(1, Most = 16)]
    public ImmutableArray<int> Hidden { get; init; } = [128];

    /// <summary>The function after each hidden layer. Default relu.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <inheritdoc />
    [NotInKeys]
    public IReadOnlyList<string> Rename { get; init; } = [];

    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes)
    {
        if (Hidden.FirstOrDefault(static width => width < 1, 1) is var wrong and < 1)
        {
            throw new Core.InputException($"A hidden layer of mlp has at least 1 unit, not {wrong}.");
        }

        return new DenseNetwork(featureShape, Hidden, Activation, classes);
    }

    /// <inheritdoc />
    public bool Equals(Mlp? other) =>
        other is not null
        && Activation == other.Activation
        && Weights == other.Weights
        && Rename.SequenceEqual(other.Rename)
        && Hidden.SequenceEqual(other.Hidden);

    /// <inheritdoc />
    public override int GetHashCode() => Hidden.Aggregate((int)Activation, HashCode.Combine);
}
