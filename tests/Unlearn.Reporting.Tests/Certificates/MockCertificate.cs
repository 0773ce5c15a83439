using Unlearn.Engine.Lineage;
using Unlearn.Reporting.Certificates;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Certificates;

/// <summary>An invented certificate with a part of everything.</summary>
internal static class MockCertificate
{
    public static Certificate Of(string text = "R-17") =>
        new()
        {
            Issued = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero),
            SignedBy = new string('c', 64),
            Request = new CertifiedRequest(text, text, "2026-11-29"),
            Points = new CertifiedPoints(
                "digits",
                new string('d', 64),
                40,
                1078,
                [.. Enumerable.Range(0, 40).Select(static i => $"{i:x64}")]
            ),
            Method = new CertifiedMethod
            {
                Trial = "digits/mlp/a-few/fine-tune/seed-0",
                Row = "fine-tune",
                Type = "fine-tune",
                Kind = "approximate",
                Options = "{\"epochs\":2}",
                Guarantee = "None.",
            },
            Measured = new CertifiedMeasurement
            {
                Verdict = "traces left",
                Sentence = "LiRA finds more than after retraining.",
                Seeds = 3,
                Attacks = ["LiRA"],
                Rule = "The rule.",
                Figures =
                [
                    new CertifiedFigure
                    {
                        Name = "lira/auc",
                        Label = "LiRA: AUC",
                        Meaning = "Area.",
                        Before = Auc(0.91),
                        Answer = Auc(0.89),
                        Retrained = Auc(0.51),
                        Finding = "traces left",
                        Bound = 0.42,
                        Sentence = "More familiar than after retraining.",
                    },
                ],
            },
            Models =
            [
                Model(ArtefactUse.AfterTheRequest, "unlearn", 'a', 0),
                Model(ArtefactUse.BeforeTheRequest, "original", 'b', 40),
                Model(ArtefactUse.Comparison, "shadow", 'e', 21),
            ],
            Exported =
            [
                new ExportedWeights(
                    new ArtefactFile("models/m.safetensors", new string('f', 64), 10),
                    new string('b', 64)
                ),
            ],
            NotCovered = ["Backups."],
            Retraining = new CertifiedRetraining("Now.", "2027-01-31", 21_500, 0.5),
            Run = new CertifiedRun(
                "digits",
                new string('1', 64),
                new string('2', 64),
                new string('3', 64),
                "0.2.0",
                "libtorch 2.10",
                null
            ),
        };

    private static Figure Auc(double value) =>
        new()
        {
            Name = "lira/auc",
            Value = value,
            Interval = new Interval(value - 0.02, value + 0.02, 0.95, "student-t"),
            Count = 3,
        };

    private static ModelArtefact Model(ArtefactUse use, string kind, char digit, int trained) =>
        new()
        {
            Use = use,
            Kind = kind,
            Key = new string(digit, 64),
            From = kind == "unlearn" ? new string('b', 64) : null,
            TrainedOn = trained,
            Descends = 40,
            Files = [new ArtefactFile($"entries/{digit}.safetensors", new string(digit, 64), 1000)],
        };
}
