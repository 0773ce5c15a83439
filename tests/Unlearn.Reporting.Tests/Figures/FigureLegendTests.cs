using Unlearn.Reporting.Figures;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Figures;

public class FigureLegendTests
{
    [TestCase("retain-accuracy", "Retain accuracy")]
    [TestCase("lira/auc", "LiRA: AUC")]
    [TestCase("loss-threshold/tpr-at-0.1%-fpr", "Loss threshold: TPR at 0.1% FPR")]
    [TestCase("odd/attack/auc", "Odd/attack: AUC")]
    [TestCase("never-heard-of", "Never heard of")]
    public void Labels_known_figures_and_spells_out_others(string name, string expected) =>
        Assert.That(FigureLegend.Of(Figure(name, Direction.None)).Label, Is.EqualTo(expected));

    [Test]
    public void Every_direction_has_words() =>
        Assert.That(
            Enum.GetValues<Direction>().Select(direction => FigureLegend.Of(Figure("x", direction)).DirectionText),
            Is.Unique.And.All.Not.Empty
        );

    private static Figure Figure(string name, Direction direction) =>
        new()
        {
            Name = name,
            Direction = direction,
            Value = 1,
            Count = 1,
        };
}
