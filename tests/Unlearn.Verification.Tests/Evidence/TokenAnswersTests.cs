using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>Answers at the labelled tokens of a text of two tokens and of a text of one.</summary>
public sealed class TokenAnswersTests
{
    private const double None = double.NaN;

    // Log-probabilities, means, deviations, likeliest tokens and those that stand there, two of each.
    private static readonly TokenAnswers Answers = new(
        [-1, -4, -2, -3, 0.5, 0.25, 7, 8, 7, 9, -3, None, -5, None, 1, None, 6, None, 6, None],
        2
    );

    [Test]
    public void A_text_ends_where_its_tokens_do()
    {
        Assert.That((Answers.Points, Answers.Most), Is.EqualTo((2, 2)));
        Assert.That(Answers.LogProbabilities(0).ToArray(), Is.EqualTo(new[] { -1.0, -4 }));
        Assert.That(Answers.LogProbabilities(1).ToArray(), Is.EqualTo(new[] { -3.0 }));
        Assert.That(Answers.Means(1).ToArray(), Is.EqualTo(new[] { -5.0 }));
        Assert.That(Answers.Deviations(0).ToArray(), Is.EqualTo(new[] { 0.5, 0.25 }));
        Assert.That(Answers.Likeliest(0).ToArray(), Is.EqualTo(new[] { 7.0, 8 }));
        Assert.That(Answers.Targets(0).ToArray(), Is.EqualTo(new[] { 7.0, 9 }));
    }

    [Test]
    public void A_token_is_right_where_it_is_the_likeliest()
    {
        Assert.That(Answers.RightAt(0), Is.EqualTo(new[] { true, false }));
        Assert.That(Answers.Right(0), Is.EqualTo(1));
        Assert.That(Answers.RightAt(1), Is.EqualTo(new[] { true }));
        Assert.That(new TokenAnswers([-1, -1, 0, 3, 4], 1).Right(0), Is.Zero);
    }

    [Test]
    public void The_mean_is_over_the_tokens_of_the_text_alone()
    {
        Assert.That(Answers.MeanLogProbability(0), Is.EqualTo(-2.5));
        Assert.That(Answers.MeanLogProbability(1), Is.EqualTo(-3));
    }

    [Test]
    public void A_text_without_a_token_and_rows_that_are_not_full_are_refused()
    {
        Assert.That(
            static () => new TokenAnswers([-1, -1, 0, 3, 4, None, None, None, None, None], 1),
            Throws.ArgumentException.With.Message.StartsWith("Point 1 has no answer.")
        );
        Assert.That(
            static () => new TokenAnswers([-1, -1, 0, 3, 4, -1], 1),
            Throws.ArgumentException.With.Message.StartsWith("6 values do not fill rows of 5.")
        );
    }
}
