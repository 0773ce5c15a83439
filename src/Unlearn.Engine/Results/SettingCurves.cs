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
    /// <summary>A few forgotten texts and what models say of them; null where points are no texts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TextSample>? Samples { get; init; }
}
