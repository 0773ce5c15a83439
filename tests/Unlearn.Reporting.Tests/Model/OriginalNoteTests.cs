using Unlearn.Engine.Results;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Model;

public class OriginalNoteTests
{
    private static readonly SettingResult Trained = MockResults.Results().Settings[0];

    [Test]
    public void An_original_that_was_trained_here_needs_no_note() => Assert.That(Note(Trained), Is.Null);

    [Test]
    public void An_original_from_a_file_is_named_with_its_digest_and_what_follows()
    {
        string note = Note(Given(Trained))!;

        Assert.That(note, Does.Contain("far.safetensors (SHA-256 abc123)").And.Contain("training options"));
        Assert.That(note, Does.Not.Contain("Warning"), "the mock's original and reference are alike");
    }

    [Test]
    public void Accuracies_that_forgetting_cannot_explain_are_a_warning()
    {
        Assert.That(Note(Far()), Does.Contain("Warning").And.Contain("test accuracy is 0.9").And.Contain("0.500"));
    }

    [Test]
    public void Of_texts_the_accuracy_has_the_name_that_it_has_in_the_results()
    {
        ExperimentResults results = MockResults.Results();
        ExperimentResults texts = results with
        {
            Settings = [Far()],
            Legend =
            [
                .. results.Legend.Select(static entry =>
                    entry.Name == "test-accuracy"
                        ? entry with
                        {
                            Kind = entry.Kind with { Label = "Token accuracy on unseen texts" },
                        }
                        : entry
                ),
            ],
        };

        Assert.That(Note(texts), Does.Contain("token accuracy on unseen texts is").And.Not.Contain("test accuracy"));
    }

    [Test]
    public void Both_reports_show_it()
    {
        ExperimentResults results = MockResults.Results();
        ReportModel model = ReportModel.Create(
            results with
            {
                Settings = [Given(results.Settings[0])],
            },
            MockResults.Timings(results),
            MockResults.Environment()
        );

        Assert.That(HtmlReport.Render(model), Does.Contain("Weights from a file.").And.Contain("abc123"));
        Assert.That(MarkdownReport.Render(model), Does.Contain("Weights from a file.").And.Contain("abc123"));
    }

    private static string? Note(SettingResult setting) => Note(MockResults.Results() with { Settings = [setting] });

    private static string? Note(ExperimentResults results) =>
        OriginalNote.Of(
            ReportModel.Create(results, MockResults.Timings(results), MockResults.Environment()).Settings[0]
        );

    private static SettingResult Far() =>
        Given(Trained) with
        {
            Rows =
            [
                .. Trained.Rows.Select(static row =>
                    row.Role == RowRole.Reference
                        ? row with
                        {
                            Summary =
                            [
                                .. row.Summary.Select(static figure =>
                                    figure.Name == "test-accuracy" ? figure with { Value = 0.5 } : figure
                                ),
                            ],
                        }
                        : row
                ),
            ],
        };

    private static SettingResult Given(SettingResult setting) =>
        setting with
        {
            OriginalWeights = new OriginalWeights("far.safetensors", "abc123"),
        };
}
