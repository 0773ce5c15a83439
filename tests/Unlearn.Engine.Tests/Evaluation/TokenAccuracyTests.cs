using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>By hand: a point of two tokens and one of a single token.</summary>
public sealed class TokenAccuracyTests
{
    /// <summary>The 0.975 quantile of Student's t with one degree of freedom (tables).</summary>
    private const double Quantile = 12.706204736174698;

    private static readonly FigureKind Kind = new("share", "Share", "A share.") { Unit = "mine" };

    [Test]
    public void Points_count_by_the_share_of_their_tokens()
    {
        TokenAccuracy half = Answers(
            right:
            [
                [true, false],
                [true],
            ]
        );
        Figure figure = half.Figure(Kind);

        // Shares 1/2 and 1: deviation sqrt(1/8), half-width t sqrt(1/8)/sqrt 2 = t/4.
        Assert.That(half.Total, Is.EqualTo(1.5));
        Assert.That((figure.Name, figure.Unit, figure.Value, figure.Count), Is.EqualTo(("share", "mine", 0.75, 2)));
        Assert.That(figure.Interval!.Lower, Is.EqualTo(0.75 - (Quantile / 4)).Within(1e-9));
        Assert.That(figure.Interval.Upper, Is.EqualTo(0.75 + (Quantile / 4)).Within(1e-9));
    }

    [Test]
    public void A_gap_is_of_paired_differences()
    {
        Figure gap = Answers([
                [true, true],
                [true],
            ])
            .Gap(
                Kind,
                Answers([
                    [false, false],
                    [true],
                ])
            );

        // Differences 1 and 0: deviation sqrt(1/2), half-width t/2.
        Assert.That(gap.Value, Is.EqualTo(0.5));
        Assert.That(gap.Interval!.Upper, Is.EqualTo(0.5 + (Quantile / 2)).Within(1e-9));
    }

    [Test]
    public void One_point_has_no_interval_and_none_no_value()
    {
        Assert.That(
            Answers([
                    [true],
                ])
                .Figure(Kind)
                .Interval,
            Is.Null
        );
        Figure none = Answers([]).Figure(Kind);
        Assert.That(none.Value, Is.Null);
        Assert.That(none.NotResolvable, Is.EqualTo("there is no point"));
    }

    private static TokenAccuracy Answers(bool[][] right)
    {
        const int Most = 2;
        var values = new double[right.Length * TokenAnswers.Columns(Most)];
        values.AsSpan().Fill(double.NaN);
        for (int point = 0; point < right.Length; point++)
        {
            Span<double> row = values.AsSpan(point * TokenAnswers.Columns(Most), TokenAnswers.Columns(Most));
            for (int token = 0; token < right[point].Length; token++)
            {
                for (int signal = 0; signal < 3; signal++)
                {
                    row[(signal * Most) + token] = -1;
                }

                row[(3 * Most) + token] = right[point][token] ? 7 : 8;
                row[(4 * Most) + token] = 7;
            }
        }

        return TokenAccuracy.Of(new TokenAnswers(values, Most));
    }
}
