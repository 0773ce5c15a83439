using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Learning.Landscape;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Charts;

/// <summary>The maps of loss of a setting: training, then each method.</summary>
internal static class LandscapeCharts
{
    /// <summary>Draws those that the run has.</summary>
    public static IEnumerable<ReportFigure> Of(SettingReport setting)
    {
        int number = 0;
        foreach (ModelLandscape landscape in setting.Curves?.Landscapes ?? [])
        {
            RowReport? row = setting.Rows.FirstOrDefault(one => one.Id == landscape.Row);
            string name = FormattableString.Invariant($"s{setting.Number}-landscape-{number++}");
            string title = row is null ? "Loss around the model: training" : $"Loss around the model: {row.Title}";
            yield return new ReportFigure(
                name,
                LandscapeChart.Render(
                    name,
                    title,
                    landscape,
                    row is null ? null : UtilityChart.Name(row),
                    row?.Kind ?? ""
                ),
                row is null ? Training(landscape.Map) : Unlearning(landscape.Map, row)
            );
        }
    }

    private static string Training(LossMap map) =>
        $"Training: the mean loss of {Points(map)} training points, over the plane through where training starts, where it ends, and the place of the way farthest from the line between. {Shades(map)} {Held(map)}";

    private static string Unlearning(LossMap map, RowReport row) =>
        $"{row.Title}: the mean loss of {Points(map)} forgotten points, over the plane through the trained, the retrained and the unlearned model. {Shades(map)} {Held(map)}";

    private static string Shades(LossMap map)
    {
        (double lowest, double highest) = LandscapeChart.Range(map);
        return $"From one shade to the next the loss grows {FigureText.Significant(LandscapeChart.Factor(map))} times, from {FigureText.Significant(lowest)} to {FigureText.Significant(highest)} nats; the numbers at the points are their own losses. Lengths are in units of the filters' norms (Li et al. 2018).";
    }

    // What a plane cannot show is said: a way through thousands of weights leaves it.
    private static string Held(LossMap map)
    {
        PlanePoint[] seen = [.. map.Path, map.Retrained];
        double flat = seen.Sum(static place => (place.Across * place.Across) + (place.Up * place.Up));
        double all = flat + seen.Sum(static place => place.Away * place.Away);
        return all <= 0
            ? "The model did not move."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The plane holds {100 * flat / all:0} % of the squared distances from the trained model."
            );
    }

    private static string Points(LossMap map) => map.Points.ToString("#,0", CultureInfo.InvariantCulture);
}
