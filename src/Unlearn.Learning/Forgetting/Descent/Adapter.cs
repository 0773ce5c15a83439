using System.ComponentModel.DataAnnotations;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// A low-rank adapter: the weights of a language model stay as they are, and W + (alpha/rank) B A is used in place of each adapted matrix W, where A and B have
/// as many rows and columns as the rank says. A and B alone are trained, and multiplied out at the end, so that an ordinary model comes out (Hu et al.,
/// "LoRA", ICLR 2022, equation 3).
/// </summary>
public sealed record Adapter
{
    /// <summary>Rank of what is added to each matrix. Default 8.</summary>
    [Range(1, 65_536)]
    public int Rank { get; init; } = 8;

    /// <summary>Scale alpha: what is added is multiplied by alpha / rank. Default 16.</summary>
    [Range(0.0, 65_536.0)]
    public double Alpha { get; init; } = 16.0;

    /// <summary>Which matrices it changes. Default all.</summary>
    public AdaptedLayers Layers { get; init; } = AdaptedLayers.All;

    /// <summary>The matrices of a network that it changes.</summary>
    internal IEnumerable<Projection> Of(Network network) =>
        network.Projections.Where(one =>
            Layers == AdaptedLayers.All || (Layers == AdaptedLayers.Attention) == (one.Kind == ProjectionKind.Attention)
        );

    /// <summary>Why a method with an adapter cannot be used, or null.</summary>
    internal static string? RefusalOf(Adapter? adapter, TrainingData data) =>
        adapter is not null && data.Network.Projections.Count == 0
            ? "`adapter` changes the matrices of a transformer's blocks, and this model has none; `llama` and `gpt2` have, or leave it out."
            : null;
}
