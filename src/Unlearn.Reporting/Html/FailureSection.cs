using System.Globalization;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Landscape;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>Trials that failed: the reason and, for diverged trainings, the loss curve.</summary>
internal static class FailureSection
{
    private const double Width = 180;
    private const double Height = 40;

    public static Html Render(ReportModel model)
    {
        FailedTrial[] failed = [.. model.Failed];
        return failed.Length == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <section id="failed">
                <h2>Failed trials</h2>
                <p>A failed trial is a result too. It is left out of means, so a row with failures speaks for its other seeds only.</p>
                <div class="scroll" tabindex="0" role="group" aria-label="Failed trials">
                <table class="words">
                <thead><tr><th scope="col">Trial</th><th scope="col">Reason</th><th scope="col">Loss by epoch</th></tr></thead>
                <tbody>
                {failed.Select(static failure => Html.Of(
                    $"<tr><th scope=\"row\"><code>{failure.Trial.Id}</code></th><td class=\"prose\">{failure.Trial.Reason ?? "no reason given"}</td><td>{Curve(failure.Trial.LossCurve)}</td></tr>\n"
                ))}</tbody>
                </table>
                </div>
                </section>
                """
            );
    }

    /// <summary>A small logarithmic line of the finite part, and in words where it starts and how it ends.</summary>
    private static Html Curve(IReadOnlyList<double> losses)
    {
        if (losses.Count == 0)
        {
            return Html.Of($"<span class=\"none\">–</span>");
        }

        string words = FormattableString.Invariant(
            $"from {Text(losses[0])} to {Text(losses[^1])} in {losses.Count} {(losses.Count == 1 ? "epoch" : "epochs")}"
        );
        double[] finite = [.. losses.TakeWhile(static loss => double.IsFinite(loss) && loss > 0)];
        if (finite.Length < 2)
        {
            return Html.Of($"{words}");
        }

        double[] logs = [.. finite.Select(Math.Log10)];
        (double low, double high) = (logs.Min(), Math.Max(logs.Max(), logs.Min() + 1e-9));
        string points = SvgText.Points(
            logs.Select(
                (log, epoch) =>
                    (
                        4 + ((Width - 8) * epoch / (logs.Length - 1)),
                        Height - 4 - ((Height - 8) * (log - low) / (high - low))
                    )
            )
        );
        return Html.Of(
            $"<svg class=\"spark\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"loss {words}\"><polyline points=\"{points}\"/></svg><small>{words}</small>"
        );
    }

    private static string Text(double loss) =>
        double.IsNaN(loss) ? "not a number"
        : double.IsInfinity(loss) ? loss.ToString(CultureInfo.InvariantCulture)
        : Math.Abs(loss) >= 1e6 ? loss.ToString("0.0e+0", CultureInfo.InvariantCulture)
        : FigureText.Significant(loss);
}
