using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>What attacks warn of: figures that say less than they seem to.</summary>
internal static class WarningSection
{
    public static Html Render(ReportModel model) =>
        model.Warned.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <section id="warned">
                <h2>What attacks warn of</h2>
                <p>These figures say less than they seem to.</p>
                <div class="scroll" tabindex="0" role="group" aria-label="Warnings">
                <table class="words">
                <thead><tr><th scope="col">Setting</th><th scope="col">Row</th><th scope="col">Trials</th><th scope="col">Warning</th></tr></thead>
                <tbody>
                {model.Warned.Select(static warned => Html.Of(
                    $"<tr><th scope=\"row\">{warned.Setting.Title}</th><td>{warned.Row.Title}</td><td>{HtmlParts.Whole(warned.Trials)} of {HtmlParts.Whole(warned.Row.Trials.Count)}</td><td class=\"prose\">{warned.Words}</td></tr>\n"
                ))}</tbody>
                </table>
                </div>
                </section>
                """
            );
}
