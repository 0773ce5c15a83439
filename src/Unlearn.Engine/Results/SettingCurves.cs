using System.Text.Json.Serialization;

namespace Unlearn.Engine.Results;

/// <summary>The curves of one setting.</summary>
/// <param name="Rates">False-positive rates at which ROC curves are given, ascending.</param>
/// <param name="Roc">Curves, by attack and row.</param>
/// <param name="Edges">Edges of the histograms' bins, one more than there are bins, ascending; empty where no row has a model.</param>
/// <param name="Phi">Histograms, by row.</param>
public sealed record SettingCurves(
    IReadOnlyList<double> Rates,
    IReadOnlyList<RocLine> Roc,
    IReadOnlyList<double> Edges,
    IReadOnlyList<PhiHistogram> Phi
)
{
    /// <summary>Curves that attacks draw of their work, by attack and row.</summary>
    public IReadOnlyList<AttackLine> Lines { get; init; } = [];

    /// <summary>What answers of sharded rows cost in the mean.</summary>
    public IReadOnlyList<ExpectedCost> Expected { get; init; } = [];

    /// <summary>Maps of loss, training first, then methods in their order; empty where the manifest asks for none.</summary>
    public IReadOnlyList<ModelLandscape> Landscapes { get; init; } = [];

    /// <summary>A few forgotten texts and what models say of them; null where points are no texts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TextSample>? Samples { get; init; }
}
