using Unlearn.Core;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Html;
using Markup = Unlearn.Reporting.Html.Html;

namespace Unlearn.Reporting.Certificates;

/// <summary>A certificate as one self-contained page to print, in plain words.</summary>
public static class CertificatePage
{
    private const int MostHashes = 30;

    /// <summary>Renders the page.</summary>
    public static string Render(Certificate certificate) =>
        VisibleText.Escape(
            Page.Render(
                $"Certificate of forgetting · {certificate.Method.Trial}",
                script: false,
                Markup.Of(
                    $"""
                    <header>
                    <p class="eyebrow">Certificate of forgetting</p>
                    <h1>{Title(certificate)}</h1>
                    <p class="lead">{Answer(certificate)}</p>
                    </header>
                    <main class="certificate">
                    <p class="note">This page records what was done and what was measured. A measurement says how much the attacks that were tried can find; it does not show that another attack finds nothing. What is promised by a method is called a promise.</p>
                    {Asked(certificate)}
                    {Method(certificate)}
                    {Measured(certificate)}
                    {List("not-covered", "What this does not cover", certificate.NotCovered)}
                    {CertificateModels.Render(certificate)}
                    {Retraining(certificate)}
                    {Run(certificate)}
                    </main>
                    """
                )
            )
        );

    private static string Title(Certificate certificate) =>
        certificate.Request.Id is { } id ? $"Request {id}" : "Request without a number";

    private static string Answer(Certificate certificate)
    {
        string points =
            certificate.Points.Count == 1 ? "1 point" : $"{HtmlParts.Whole(certificate.Points.Count)} points";
        string verdict = certificate.Measured.Verdict is { } word
            ? $" Verdict: {word}. {certificate.Measured.Sentence}"
            : "";
        return $"{points} of {HtmlParts.Whole(certificate.Points.TrainPoints)} training points of {certificate.Points.Dataset} were to be forgotten. The model answered with {certificate.Method.Type} ({certificate.Method.Kind}).{verdict}";
    }

    private static Markup Asked(Certificate certificate) =>
        Markup.Of(
            $"""
            <section id="request">
            <h2>What was asked</h2>
            <dl class="pairs">
            <dt>Request</dt><dd>{certificate.Request.Id ?? "not given"}</dd>
            <dt>Asked by</dt><dd>{(
                certificate.Request.AskedBy.Length > 0 ? certificate.Request.AskedBy : "not given"
            )}</dd>
            <dt>Received</dt><dd>{certificate.Request.Received ?? "not given"}</dd>
            <dt>Points to forget</dt><dd>{HtmlParts.Whole(certificate.Points.Count)} of {HtmlParts.Whole(
                certificate.Points.TrainPoints
            )} training points</dd>
            <dt>Data</dt><dd>{certificate.Points.Dataset}, SHA-256 <code>{certificate.Points.Digest}</code></dd>
            </dl>
            <p>The points are named by salted hashes (HMAC-SHA-256 of the data's digest and the row number). Only who has the salt can tell which point a hash stands for; no row is in this certificate.</p>
            <details><summary>Hashes of the points</summary>
            <p class="hashes">{certificate.Points.Hashes.Take(MostHashes).Select(static hash =>
                Markup.Of($"<code>{hash}</code> ")
            )}{More(certificate.Points.Hashes.Count)}</p></details>
            </section>
            """
        );

    private static string More(int hashes) =>
        hashes > MostHashes ? $"and {HtmlParts.Whole(hashes - MostHashes)} more, all of them in the JSON form." : "";

    private static Markup Method(Certificate certificate) =>
        Markup.Of(
            $"""
            <section id="method">
            <h2>How it was answered, and what that promises</h2>
            <dl class="pairs">
            <dt>Model</dt><dd><code>{certificate.Method.Trial}</code></dd>
            <dt>Method</dt><dd>{certificate.Method.Type} ({certificate.Method.Kind})</dd>
            <dt>Options</dt><dd><code>{certificate.Method.Options}</code></dd>
            <dt>Guarantee</dt><dd>{certificate.Method.Guarantee}</dd>
            </dl>
            </section>
            """
        );

    private static Markup Measured(Certificate certificate) =>
        Markup.Of(
            $"""
            <section id="measured">
            <h2>What was measured</h2>
            <p>{(
                certificate.Measured.Verdict is { } verdict
                    ? Markup.Of($"<strong>Verdict: {verdict}.</strong> ")
                    : Markup.Empty
            )}{certificate.Measured.Sentence}{(
                certificate.Measured.WouldDecide is { } what ? $" Would decide: {what}." : ""
            )}</p>
            <p>Attacks that were tried: {(
                certificate.Measured.Attacks.Count == 0 ? "none" : string.Join(", ", certificate.Measured.Attacks)
            )}. Means over {certificate.Measured.Seeds} seeds of the method, of which this model is one, with 95 % intervals.{CertificateText.Power(
                certificate.Measured
            )}</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Figures">
            <table class="evidence">
            <thead><tr><th scope="col" class="corner">Figure</th><th scope="col">Before</th><th scope="col">This answer</th><th scope="col">Retrained</th><th scope="col">At most possible (95 %)</th><th scope="col">Finding</th></tr></thead>
            <tbody>
            {certificate.Measured.Figures.Select(Figure)}</tbody>
            </table>
            </div>
            <p class="reading">{certificate.Measured.Rule}</p>
            </section>
            """
        );

    private static Markup Figure(CertifiedFigure figure) =>
        Markup.Of(
            $"<tr><th scope=\"row\">{figure.Label}<small>{figure.Meaning}</small></th>{HtmlParts.Cell(figure.Before)}{HtmlParts.Cell(figure.Answer)}{HtmlParts.Cell(figure.Retrained)}<td>{(figure.Bound is { } bound ? FigureText.Significant(bound) : "–")}</td><td class=\"prose\">{(figure.Finding is { } finding ? Markup.Of($"<strong>{finding}.</strong> ") : Markup.Empty)}{figure.Sentence ?? "measured; takes no part in the verdict"}</td></tr>\n"
        );

    private static Markup List(string id, string title, IReadOnlyList<string> sentences) =>
        Markup.Of(
            $"""
            <section id="{id}">
            <h2>{title}</h2>
            <ul>
            {sentences.Select(static sentence => Markup.Of($"<li>{sentence}</li>\n"))}</ul>
            </section>
            """
        );

    private static Markup Retraining(Certificate certificate) =>
        Markup.Of(
            $"""
            <section id="retraining">
            <h2>The next training from the start</h2>
            <p><strong>Due:</strong> {certificate.Retraining.Due}</p>
            <p><strong>Cost:</strong> {Cost(certificate.Retraining)}</p>
            </section>
            """
        );

    private static string Cost(CertifiedRetraining retraining) =>
        retraining switch
        {
            { Gradients: { } gradients, Seconds: { } seconds } =>
                $"{FigureText.Significant(gradients)} gradients of single points; it took {FigureText.Significant(seconds)} s of one worker here (mean over seeds).",
            { Gradients: { } gradients } => $"{FigureText.Significant(gradients)} gradients of single points.",
            _ => "not measured in this run.",
        };

    private static Markup Run(Certificate certificate) =>
        Markup.Of(
            $"""
            <section id="run">
            <h2>The run behind it</h2>
            <dl class="pairs">
            <dt>Experiment</dt><dd>{certificate.Run.Experiment}</dd>
            <dt>results.json</dt><dd>SHA-256 <code>{certificate.Run.Results}</code></dd>
            <dt>manifest.unlearn.yaml</dt><dd>SHA-256 <code>{certificate.Run.Manifest}</code></dd>
            <dt>Definition</dt><dd>SHA-256 <code>{certificate.Run.Definition}</code></dd>
            <dt>Tool</dt><dd>unlearn {certificate.Run.Product}, {certificate.Run.Library}</dd>
            <dt>Run ended</dt><dd>{Moment(certificate.Run.Finished)}</dd>
            <dt>Certificate made</dt><dd>{Moment(certificate.Issued)}</dd>
            <dt>Signed by</dt><dd>{(
                certificate.SignedBy is { } key
                    ? Markup.Of(
                        $"key with SHA-256 <code>{key}</code>; the signature is the file beside this one that ends in <code>.sig</code>"
                    )
                    : Markup.Of($"not signed")
            )}</dd>
            </dl>
            <p>Whoever has the run's folder can check the digests and compute the run again: <code>unlearn reproduce FOLDER</code>. <code>unlearn certify --verify FILE</code> checks the signature.</p>
            </section>
            """
        );

    private static string Moment(DateTimeOffset? moment) =>
        moment is { } known ? known.ToString("u", System.Globalization.CultureInfo.InvariantCulture) : "not recorded";
}
