using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Models;

namespace OwnComponents;

/// <summary>A perceptron with two hidden layers, the second half as wide as the first.</summary>
[Model("funnel")]
public sealed record Funnel : IModel
{
    /// <summary>Units of the first hidden layer. Default 64.</summary>
    [Range(2, 10_000)]
    public int Width { get; init; } = 64;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <inheritdoc />
    public Network Bind(ImmutableArray<int> featureShape, int classes) =>
        new Mlp { Hidden = [Width, Width / 2] }.Bind(featureShape, classes);
}
