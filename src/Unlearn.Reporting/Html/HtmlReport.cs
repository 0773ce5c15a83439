using System.Reflection;
using Unlearn.Learning.Landscape;
using Unlearn.Reporting.Landscape;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>
/// The report as one self-contained page: styles and figures are inside, there is no script and no request to a network.
/// </summary>
public static class HtmlReport
{
    private static readonly Lazy<string> Style = new(ReadStyle);

    /// <summary>Renders the page.</summary>
    public static string Render(ReportModel model)
    {
        LearningVersusUnlearning landscape = LearningVersusUnlearning.Compute();
        Html page = Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="generator" content="unlearn">
            <title>{model.Results.Experiment} · unlearning report</title>
            <style>
            {new Html(Style.Value)}</style>
            </head>
            <body>
            <a class="skip" href="#glance">Skip to the results</a>
            <header>
            {OverviewSection.Head(model)}
            </header>
            <main>
            {OverviewSection.Glance(model)}
            {model.Settings.Select(SettingSection.Render)}
            {TuningSection.Render(model)}
            {FailureSection.Render(model)}
            <section id="figure">
            <h2>Learning versus unlearning</h2>
            <figure class="wide">
            {new Html(LearningVersusUnlearningFigure.Render(landscape))}
            <figcaption>{LearningVersusUnlearningFigure.Description(landscape)}</figcaption>
            </figure>
            </section>
            {AboutSection.Render(model)}
            </main>
            </body>
            </html>

            """
        );
        return page.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string ReadStyle()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
