using Unlearn.Reporting.Html;
using Unlearn.Reporting.Markdown;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Model;

public sealed class VerificationCostTests
{
    private static readonly ReportModel Model = MockResults.Model();

    [Test]
    public void The_cost_is_told_in_trainings()
    {
        // The reference took 21,500, 21,564 and 21,628 gradients in its three seeds, in both settings.
        VerificationCost cost = Model.Verification;

        Assert.That(cost.Trainings, Is.EqualTo(48_211_200.0 / 21_564).Within(1e-9));
        Assert.That(cost.Words, Does.Contain("74 models").And.Contain("as much as 2235.7 trainings"));
    }

    [Test]
    public void What_a_further_shadow_would_buy_is_told_of_the_original_model()
    {
        ShadowGain gain = Model.Verification.Gains[0];

        Assert.That(Model.Verification.Gains, Has.Count.EqualTo(2), "one attack with shadows in each setting");
        Assert.That(gain.Row.Id, Is.EqualTo("original"));
        Assert.That(gain.Models, Is.EqualTo(32));
        Assert.That(gain.Each, Is.EqualTo(0.01 / 16).Within(1e-12));
        Assert.That(gain.Words, Does.Contain("0.8000 with 16 models, 0.8100 with 32: +0.0006"));
    }

    [Test]
    public void Both_reports_say_so()
    {
        Assert.That(
            HtmlReport.Render(Model),
            Does.Contain("as much as 2235.7 trainings").And.Contain("0.8100 with 32: +0.0006")
        );
        Assert.That(MarkdownReport.Render(Model), Does.Contain("as much as 2235.7 trainings"));
    }

    [Test]
    public void Without_a_reference_gradients_have_to_do()
    {
        VerificationCost cost = new(3, 1_000, null, []);

        Assert.That(cost.Trainings, Is.Null);
        Assert.That(cost.Words, Does.Contain("took 1,000 gradients"));
    }

    [Test]
    public void Over_forgetting_is_a_failure_in_words_and_chips() =>
        Assert.That(
            HtmlReport.Render(Model),
            Does.Contain("over-forgotten").And.Contain("stand out as stranger than points never seen")
        );
}
