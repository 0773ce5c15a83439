using Unlearn.Learning.Landscape;
using Unlearn.Reporting.Charts;
using Unlearn.Reporting.Landscape;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>
/// The report as one self-contained page: styles, figures and a small script are inside, and there is no request to a network. Without
/// the script tables do not sort and filter; nothing else is lost.
/// </summary>
public static class HtmlReport
{
    // The model at hand stands beside the picture that explains.
    private static Html Landscapes(SettingReport setting)
    {
        ReportFigure[] figures = [.. LandscapeCharts.Of(setting)];
        return figures.Length == 0
            ? Html.Empty
            : Html.Of(
                $"<h3>The model at hand: {setting.Title}, first seed</h3>\n<div class=\"charts\">\n{figures.Select(HtmlParts.Figure)}</div>\n"
            );
    }

    /// <summary>Renders the page.</summary>
    public static string Render(ReportModel model)
    {
        LearningVersusUnlearning landscape = LearningVersusUnlearning.Compute();
        return Page.Render(
            $"{model.Results.Experiment} · unlearning report",
            script: true,
            Html.Of(
                $"""
                <a class="skip" href="#answer">Skip to the results</a>
                <header>
                {OverviewSection.Head(model)}
                </header>
                {ContentsSection.Render(model)}
                <main>
                {OverviewSection.Answers(model)}
                {model.Settings.Select(SettingSection.Render)}
                {TuningSection.Render(model)}
                {FailureSection.Render(model)}{WarningSection.Render(model)}
                <section id="figure">
                <h2>Learning versus unlearning</h2>
                <figure class="wide">
                {new Html(LearningVersusUnlearningFigure.Render(landscape))}
                <figcaption>{LearningVersusUnlearningFigure.Description(landscape)}</figcaption>
                </figure>
                {model.Settings.Select(Landscapes)}</section>
                {AboutSection.Render(model)}
                </main>
                """
            )
        );
    }
}
