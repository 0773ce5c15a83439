using Unlearn.Engine.Lineage;
using Unlearn.Engine.Store;
using Unlearn.Formats.Weights;
using Unlearn.Reporting.Html;
using Markup = Unlearn.Reporting.Html.Html;

namespace Unlearn.Reporting.Certificates;

/// <summary>The section of a certificate that lists models and weight files.</summary>
internal static class CertificateModels
{
    private const int Digits = 16;

    public static Markup Render(Certificate certificate) =>
        Markup.Of(
            $"""
            <section id="models">
            <h2>What learned from the points, and what answers now</h2>
            <p>Every model of the run that was trained on points of the request, or that started from such a model, and the models that answer now. Keys and digests are shortened to {Digits} digits here; the JSON form has all.</p>
            {Table(certificate.Models.Where(static model => model.Use != ArtefactUse.Comparison), "Models")}
            {Comparisons([.. certificate.Models.Where(static model => model.Use == ArtefactUse.Comparison)])}
            {Exported(certificate)}
            </section>
            """
        );

    private static Markup Comparisons(ModelArtefact[] models) =>
        models.Length == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <details><summary>{HtmlParts.Whole(
                    models.Length
                )} further models learned from the points for comparison only: other rows, shadow models, candidates of tuning</summary>
                {Table(models, "Models for comparison")}
                </details>
                """
            );

    private static Markup Table(IEnumerable<ModelArtefact> models, string label) =>
        Markup.Of(
            $"""
            <div class="scroll" tabindex="0" role="group" aria-label="{label}">
            <table>
            <thead><tr><th scope="col" class="corner">Model</th><th scope="col">Use</th><th scope="col">Trained on</th><th scope="col">Descends from</th><th scope="col">Started from</th><th scope="col">Files in the store, with SHA-256</th></tr></thead>
            <tbody>
            {models.Select(Line)}</tbody>
            </table>
            </div>
            """
        );

    private static Markup Line(ModelArtefact model) =>
        Markup.Of(
            $"<tr><th scope=\"row\"><code>{Short(model.Key)}</code><small>{model.Kind}</small></th><td>{CertificateText.Use(model.Use)}</td><td>{Points(model.TrainedOn)}</td><td>{Points(model.Descends)}</td><td>{(model.From is { } from ? Markup.Of($"<code>{Short(from)}</code>") : Markup.Of($"–"))}</td><td>{Files(model.Files)}</td></tr>\n"
        );

    private static Markup Files(IReadOnlyList<ArtefactFile> files) =>
        files.Count == 0
            ? Markup.Of($"not in the store")
            : Markup.Join(
                files.Select(static file =>
                    Markup.Of($"<div>{Kind(file.Path)} <code>{Short(file.Digest)}</code></div>")
                )
            );

    private static string Kind(string path) =>
        path.EndsWith(ResultStore.CheckpointExtension, StringComparison.Ordinal) ? "state of a training"
        : path.EndsWith(Safetensors.Extension, StringComparison.Ordinal) ? "arrays"
        : "result";

    private static Markup Exported(Certificate certificate) =>
        certificate.Exported.Count == 0
            ? Markup.Of($"<p>No weight file outside of the store was looked at.</p>")
            : Markup.Of(
                $"""
                <h3>Weight files outside of the store</h3>
                <ul>
                {certificate.Exported.Select(one => Markup.Of(
                    $"<li><code>{one.File.Path}</code>, SHA-256 <code>{one.File.Digest}</code>: {Origin(one, certificate)}</li>\n"
                ))}</ul>
                """
            );

    private static string Origin(ExportedWeights one, Certificate certificate) =>
        certificate.Models.FirstOrDefault(model => model.Key == one.Model) is { } model
            ? $"the weights of {Short(model.Key)} ({CertificateText.Use(model.Use)}), bit for bit"
            : "the weights of none of these models";

    private static string Points(int points) =>
        points == 0 ? "none of the points"
        : points == 1 ? "1 point"
        : $"{HtmlParts.Whole(points)} points";

    private static string Short(string digest) => digest.Length > Digits ? digest[..Digits] : digest;
}
