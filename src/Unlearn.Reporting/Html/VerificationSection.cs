using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>What verification cost, and what more of it would buy.</summary>
internal static class VerificationSection
{
    public static Html Render(ReportModel model)
    {
        VerificationCost cost = model.Verification;
        Html gains =
            cost.Gains.Count == 0
                ? Html.Empty
                : Html.Of($"<ul>\n{cost.Gains.Select(static gain => Html.Of($"<li>{gain.Words}</li>\n"))}</ul>");
        return Html.Of(
            $"""
            <section id="verification">
            <h2>What verification cost</h2>
            <p>{cost.Words}</p>
            {gains}
            </section>
            """
        );
    }
}
