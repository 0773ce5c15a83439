using System.Collections.Immutable;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Models;

/// <summary>
/// A linear classifier on fixed features, such as the last representation of a network trained elsewhere: certified
/// removal and other methods for convex losses apply to it.
/// </summary>
[Model("linear-head")]
[Refuses(typeof(ITextPoints), Reason = "it takes rows of features")]
public sealed record LinearHead : IModel
{
    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <inheritdoc />
    [NotInKeys]
    public IReadOnlyList<string> Rename { get; init; } = [];

    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes) =>
        new DenseNetwork(featureShape, [], Activation.Relu, classes);
}
