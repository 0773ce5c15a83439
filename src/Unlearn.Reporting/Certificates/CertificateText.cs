using System.Globalization;
using Unlearn.Engine.Lineage;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Certificates;

/// <summary>The sentences of certificates: what was measured is said to be measured, what is promised to be promised.</summary>
internal static class CertificateText
{
    /// <summary>What a row's method promises.</summary>
    public static CertifiedMethod Method(RowReport row, string trial)
    {
        TrialReport own = row.Trials.First(one => one.Id == trial);
        double? epsilon = own.Find(CertificateFigures.Epsilon)?.Value;
        double? delta = own.Find(CertificateFigures.Delta)?.Value;
        return new CertifiedMethod
        {
            Trial = trial,
            Row = row.Id,
            Type = row.Type,
            Kind = row.Kind,
            Options = row.Options,
            Guarantee = row switch
            {
                { Verdict.Verdict: Verdict.IsReference } =>
                    "Exact: the model was trained from the start without the points. Its weights were compared with those of the retrained reference and are the same, bit for bit.",
                { Kind: MethodKinds.Exact } =>
                    "Exact by construction: every part that had learned from the points was trained again from before it met them, without them, so that the weights are those of a training that never had them. This is a promise of the method as it is implemented; measurements can contradict it and did not establish it.",
                { Kind: MethodKinds.Certified } => string.Create(
                    CultureInfo.InvariantCulture,
                    $"Certified: under the assumptions of the method, the weights cannot be told from those of its own retraining without the points beyond epsilon {Number(epsilon)} (in nats) and delta {Number(delta)}. This is a promise of the method as it is implemented, under those assumptions."
                ),
                { Kind: MethodKinds.Approximate } =>
                    "None: the method edits the weights and guarantees nothing. Only the measurements below speak for it.",
                _ => "None: this model does not answer the request.",
            },
            Epsilon = epsilon,
            Delta = delta,
        };
    }

    /// <summary>What a certificate does not cover.</summary>
    public static IReadOnlyList<string> NotCovered(IReadOnlyList<ModelArtefact> models, IReadOnlyList<string> attacks)
    {
        int present = models.Count(static model => model.Descends > 0 && model.Files.Count > 0);
        return
        [
            present == 0
                ? "The store that was looked at has no file of a model that learned from the points any more."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{present} models that learned from the points, or descend from such models, still have files in the store (listed below). This certificate does not erase them."
                ),
            "The data themselves: rows in files, databases and logs. Forgetting in a model erases no row.",
            "Backups of data, of models and of the store.",
            "Copies elsewhere: models that were deployed, sent or downloaded, models that were tuned or distilled from the original, answers that were kept.",
            attacks.Count == 0
                ? "Attacks: none was tried."
                : $"Stronger attacks than those that were tried ({string.Join(", ", attacks)}), more queries, more shadow models, and what is found tomorrow. What these attacks do not find bounds what these attacks find, and nothing else.",
            "Somebody who has the model from before and the model from after: comparing them can show what was removed, unless an attack on the pair is among those that were tried.",
            "What other points say about the same people or things: near duplicates, relatives, the same person in other rows.",
            "Choices that were made with the points at hand: features, options and the architecture itself.",
        ];
    }

    /// <summary>A word of warning where no measure finds even the original; else empty.</summary>
    public static string Power(CertifiedMeasurement measured)
    {
        string[] findings = [.. measured.Figures.Select(static figure => figure.Finding).OfType<string>()];
        return findings.Length > 0 && findings.All(static one => one == VerdictText.Label(Finding.NoPower))
            ? " None of them finds even the model from before the request, so that they speak neither for this answer nor against it."
            : "";
    }

    /// <summary>When to train again from the start.</summary>
    public static string Due(RowReport row, string trial, string? by)
    {
        string day = by is null ? "" : $" The request names {by} as the latest day.";
        Figure? left = row.Trials.First(one => one.Id == trial).Find(CertificateFigures.BudgetLeft);
        return row switch
            {
                { Kind: MethodKinds.Exact } or { Verdict.Verdict: Verdict.IsReference } =>
                    "Not because of this request: the answer is itself a training without the points.",
                { Verdict.Verdict: not (Verdict.Forgotten or Verdict.Certified) } =>
                    $"Now: the verdict on this answer is \"{row.Verdict.Label}\".",
                { Kind: MethodKinds.Certified } when left?.Value is { } budget =>
                    $"When the budget of the guarantee is spent: {FigureText.Significant(budget)} of the bound on the gradient is left, and every further request takes some of it.",
                { Kind: MethodKinds.Certified } =>
                    "When the guarantee of a further request would exceed the epsilon above.",
                _ when by is null =>
                    "No day was named. Answers that edit weights add up, and no guarantee covers them: name a day in the request (`retrainBy`).",
                _ => "Answers that edit weights add up, and no guarantee covers them.",
            } + day;
    }

    /// <summary>What a model is to the request, for people.</summary>
    public static string Use(ArtefactUse use) =>
        use switch
        {
            ArtefactUse.AfterTheRequest => "answers now",
            ArtefactUse.BeforeTheRequest => "answered before",
            _ => "comparison only",
        };

    private static string Number(double? value) =>
        value is { } known ? FigureText.Significant(known) : "(not reported)";
}
