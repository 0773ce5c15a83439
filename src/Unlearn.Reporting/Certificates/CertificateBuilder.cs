using Unlearn.Core;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Certificates;

/// <summary>Puts a certificate together from what a run left.</summary>
public static class CertificateBuilder
{
    /// <summary>Makes the certificate of a trial.</summary>
    /// <exception cref="InputException">The results hold no such trial, or it failed.</exception>
    public static Certificate Build(CertificateSources sources)
    {
        PlannedTrial planned = sources.Lineage.Trial;
        ReportModel model = ReportModel.Create(sources.Results, sources.Timings ?? NoTimings, []);
        (SettingReport setting, RowReport row) = Find(model, planned.Id);
        CertifiedMethod method = CertificateText.Method(row, planned.Id);
        DatasetSummary data = sources.Results.Datasets.First(one => one.Name == setting.Source.Dataset);
        CertifiedMeasurement measured = Measured(setting, row, sources.Results.Margins);
        return new Certificate
        {
            Issued = sources.Issued,
            SignedBy = sources.SignedBy,
            Request = new CertifiedRequest(
                sources.Request?.Id,
                sources.Request?.AskedBy ?? "",
                sources.Request?.Received
            ),
            Points = new CertifiedPoints(
                data.Name,
                data.Digest,
                sources.Lineage.Points.Count,
                setting.Source.TrainPoints,
                [
                    .. sources
                        .Lineage.Points.Select(point => sources.Hash.Of(data.Digest, point))
                        .Order(StringComparer.Ordinal),
                ]
            ),
            Method = method,
            Measured = measured,
            Models = sources.Lineage.Models,
            Exported = sources.Exported,
            NotCovered = CertificateText.NotCovered(sources.Lineage.Models, measured.Attacks),
            Retraining = Retraining(setting, row, planned.Id, sources),
            Run = new CertifiedRun(
                sources.Results.Experiment,
                sources.Results.Definition,
                sources.ManifestDigest,
                sources.ResultsDigest,
                sources.Environment?.Product ?? "",
                sources.Environment?.Library ?? "",
                sources.Environment?.Finished
            ),
        };
    }

    private static readonly RunTimings NoTimings = new(
        0,
        new Dictionary<string, double>(),
        new Dictionary<string, double>()
    );

    private static (SettingReport Setting, RowReport Row) Find(ReportModel model, string id)
    {
        foreach (SettingReport setting in model.Settings)
        {
            foreach (RowReport row in setting.Rows)
            {
                if (row.Trials.FirstOrDefault(trial => trial.Id == id) is { } trial)
                {
                    return trial.Status == TrialStatus.Completed
                        ? (setting, row)
                        : throw new InputException(
                            $"Trial '{id}' failed ({trial.Reason}), so that there is no model to certify."
                        );
                }
            }
        }

        throw new InputException($"The run's results hold no trial '{id}'.");
    }

    private static CertifiedMeasurement Measured(SettingReport setting, RowReport row, VerdictMargins margins) =>
        new()
        {
            Verdict = row.Verdict?.Label,
            Sentence = row.Verdict?.Sentence ?? "This row is a yardstick, about which no verdict is given.",
            Bound = row.Verdict?.Bound,
            WouldDecide = row.Verdict?.WouldDecide,
            Seeds = row.Trials.Count - row.Failed,
            Attacks = [.. setting.Attacks.Select(static attack => attack.Title)],
            Figures = [.. Figures(setting, row)],
            Rule = VerdictText.Statement(margins),
        };

    // What the verdict rests on, in its order, then the accuracies and the heads of attacks that are not among it.
    private static IEnumerable<CertifiedFigure> Figures(SettingReport setting, RowReport row)
    {
        Judgement[] judged = [.. row.Verdict?.Evidence ?? []];
        IEnumerable<string> others = new[]
        {
            TrialFigures.TestAccuracy,
            TrialFigures.RetainAccuracy,
            TrialFigures.ForgetAccuracy,
        }
            .Select(static kind => kind.Name)
            .Concat(setting.Attacks.SelectMany(static attack => attack.Columns.Select(static column => column.Name)));
        foreach (string name in judged.Select(static one => one.Figure).Concat(others).Distinct())
        {
            if (setting.Legend(name) is not { } legend)
            {
                continue;
            }

            Judgement? own = judged.FirstOrDefault(one => one.Figure == name);
            yield return new CertifiedFigure
            {
                Name = name,
                Label = legend.Label,
                Meaning = legend.Meaning,
                Before = setting.Find(RowRole.Original)?.Find(name),
                Answer = row.Find(name),
                Retrained = setting.Find(RowRole.Reference)?.Find(name),
                Finding = own is null ? null : VerdictText.Label(own.Finding),
                Bound = own?.Bound,
                Sentence = own?.Sentence,
            };
        }
    }

    private static CertifiedRetraining Retraining(
        SettingReport setting,
        RowReport row,
        string trial,
        CertificateSources sources
    )
    {
        RowReport? reference = setting.Find(RowRole.Reference);
        return new CertifiedRetraining(
            CertificateText.Due(row, trial, sources.Request?.RetrainBy),
            sources.Request?.RetrainBy,
            reference?.Find(CostFigures.Gradients)?.Value,
            reference?.Find(TimeFigures.Seconds)?.Value
        );
    }
}
