using Unlearn.Core;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>The legend of a run's results and of what timings add, by figure.</summary>
internal sealed class Legend
{
    private readonly Dictionary<string, FigureLegend> _entries;

    public Legend(IEnumerable<LegendEntry> results)
    {
        _entries = results
            .Concat(TimeFigures.Kinds.Select(static kind => new LegendEntry(kind.Name, null, null, kind)))
            .ToDictionary(static entry => entry.Name, static entry => new FigureLegend(entry));
    }

    /// <summary>What a figure is.</summary>
    /// <exception cref="InputException">The results hold a figure that their legend lacks.</exception>
    public FigureLegend Of(Figure figure) =>
        _entries.TryGetValue(figure.Name, out FigureLegend? legend)
            ? legend
            : throw new InputException(
                $"The results hold a figure '{figure.Name}' that their legend does not explain."
            );

    /// <summary>A figure of the results that can be printed: how its values lie stands in the legend alone.</summary>
    public Figure Dress(Figure figure) => figure with { Scale = Of(figure).Kind.Scale };
}
