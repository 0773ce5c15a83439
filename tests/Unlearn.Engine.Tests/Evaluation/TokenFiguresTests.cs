using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

public sealed class TokenFiguresTests
{
    [Test]
    public void Accuracies_of_texts_are_token_accuracies_and_keep_everything_but_words()
    {
        FigureKind kind = TokenFigures.Of(TrialFigures.ForgetAccuracyGap);

        Assert.That(kind.Label, Is.EqualTo("Forget token accuracy gap"));
        Assert.That(kind.Meaning, Does.EndWith(TrialFigures.ForgetAccuracyGap.Meaning).And.StartWith("Here a point"));
        Assert.That(
            kind with
            {
                Label = TrialFigures.ForgetAccuracyGap.Label,
                Meaning = TrialFigures.ForgetAccuracyGap.Meaning,
            },
            Is.EqualTo(TrialFigures.ForgetAccuracyGap)
        );
    }

    [Test]
    public void Words_at_the_beginning_stay_capitals() =>
        Assert.That(TokenFigures.Of(new FigureKind("x", "Accuracy", "m")).Label, Is.EqualTo("Token accuracy"));

    [Test]
    public void Other_figures_stay_as_they_are() =>
        Assert.That(TokenFigures.Of(TrialFigures.ForgetOutputGap), Is.SameAs(TrialFigures.ForgetOutputGap));
}
