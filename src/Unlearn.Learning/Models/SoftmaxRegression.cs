using System.Collections.Immutable;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Models;

/// <summary>Multinomial logistic regression: one affine layer. Its loss is convex, so second-order methods have closed forms.</summary>
[Model("softmax-regression")]
[Refuses(typeof(ITextPoints), Reason = "it takes rows of features")]
public sealed record SoftmaxRegression : IModel
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
