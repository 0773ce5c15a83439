using Unlearn.Core;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Figures;

public class FigureLegendTests
{
    [TestCase("retain-accuracy", "Retain accuracy")]
    [TestCase("lira/auc", "LiRA: AUC")]
    [TestCase("loss-threshold/tpr-at-0.1%-fpr", "Loss threshold: TPR at 0.1% FPR")]
    public void A_label_names_the_attack_and_what_its_maker_calls_the_figure(string name, string expected) =>
        Assert.That(new FigureLegend(MockLegend.Of().Single(entry => entry.Name == name)).Label, Is.EqualTo(expected));

    [Test]
    public void Every_direction_has_words() =>
        Assert.That(Enum.GetValues<Direction>().Select(Words), Is.Unique.And.All.Not.Empty);

    [Test]
    public void A_figure_that_the_legend_does_not_explain_is_refused()
    {
        ExperimentResults results = MockResults.Results() with { Legend = [] };
        Assert.That(
            () => ReportModel.Create(results, MockResults.Timings(results), []),
            Throws.TypeOf<InputException>().With.Message.Contains("does not explain")
        );
    }

    private static string Words(Direction direction) =>
        new FigureLegend(
            new LegendEntry("x", null, null, new FigureKind("x", "X", "What it is.") { Direction = direction })
        ).DirectionText;
}
