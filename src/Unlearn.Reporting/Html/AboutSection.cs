using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>Data, environment, and how to make the run again.</summary>
internal static class AboutSection
{
    public static Html Render(ReportModel model) =>
        Html.Of(
            $"""
            <section id="data">
            <h2>Data</h2>
            <div class="scroll" tabindex="0" role="group" aria-label="Datasets">
            <table>
            <thead><tr><th scope="col" class="corner">Dataset</th><th scope="col">Points</th><th scope="col">Features</th><th scope="col">Classes</th><th scope="col">Train</th><th scope="col">Test</th><th scope="col">Population</th><th scope="col">SHA-256</th></tr></thead>
            <tbody>
            {model.Results.Datasets.Select(Dataset)}</tbody>
            </table>
            </div>
            {DataFacts.Of(model.Results).Select(static fact => Html.Of($"<p>{fact}</p>\n"))}</section>
            {VerificationSection.Render(model)}
            <section id="reproduce">
            <h2>Make it again</h2>
            <pre><code>{string.Join("\n", model.Reproduce)}</code></pre>
            <p>This compiles the manifest that the run's folder holds, computes everything again in an empty store and compares trial by trial. On the same type of machine <code>results.json</code> comes out byte for byte the same, whatever the number of workers. Times do not.</p>
            <dl class="pairs">
            <dt>Definition</dt><dd><code>{model.Results.Definition}</code></dd>
            <dt>Schema of the results</dt><dd>{model.Results.Schema}</dd>
            </dl>
            </section>
            <section id="environment">
            <h2>Environment</h2>
            <dl class="pairs">
            {model.Environment.Select(static pair => Html.Of($"<dt>{pair.Key}</dt><dd>{pair.Value}</dd>\n"))}</dl>
            </section>
            """
        );

    private static Html Dataset(DatasetSummary data) =>
        Html.Of(
            $"<tr><th scope=\"row\">{data.Name}</th><td>{HtmlParts.Whole(data.Points)}</td><td>{HtmlParts.Whole(data.Features)}</td><td>{HtmlParts.Whole(data.Classes)}</td><td>{HtmlParts.Whole(data.Train)}</td><td>{HtmlParts.Whole(data.Test)}</td><td>{HtmlParts.Whole(data.Population)}</td><td><code>{data.Digest}</code></td></tr>\n"
        );
}
