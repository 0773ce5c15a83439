using MathNet.Numerics.Statistics;
using Unlearn.Engine.Planning;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Perplexities of sequences: exp of the mean over points of minus the mean log-probability of their labelled tokens (a point counts once, whatever
/// its length).
/// </summary>
public static class PerplexityFigures
{
    /// <summary>On retained training points.</summary>
    public static FigureKind Retain { get; } = Kind("retain-perplexity", "Retain perplexity", "the points that stay");

    /// <summary>On forgotten points; should equal the reference's.</summary>
    public static FigureKind Forget { get; } = Kind("forget-perplexity", "Forget perplexity", "the points to forget");

    /// <summary>On test points.</summary>
    public static FigureKind Test { get; } = Kind("test-perplexity", "Test perplexity", "points never trained on");

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Retain, Forget, Test];

    /// <summary>The figures of one trial; none where points are no sequences.</summary>
    internal static IEnumerable<Figure> Of(
        OutputSource outputs,
        EvaluationTask task,
        CancellationToken cancellationToken
    ) =>
        from one in new[]
        {
            (Kind: Retain, Points: task.Case.Request.Retain),
            (Kind: Forget, Points: task.Case.Request.Forget),
            (Kind: Test, Points: task.Problem.Test),
        }
        let answers = outputs.TokensOf(task.Target, one.Points, cancellationToken)
        where answers is not null
        select Of(one.Kind, answers);

    private static Figure Of(FigureKind kind, TokenAnswers answers)
    {
        double[] losses = [.. Enumerable.Range(0, answers.Points).Select(point => -answers.MeanLogProbability(point))];
        if (losses.Length == 0)
        {
            return kind.NotResolvable("there is no point");
        }

        double mean = ArrayStatistics.Mean(losses);
        Interval? interval =
            losses.Length < 2
                ? null
                : StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(losses), losses.Length);
        return kind.Of(
            Math.Exp(mean),
            losses.Length,
            interval is { } known ? known with { Lower = Math.Exp(known.Lower), Upper = Math.Exp(known.Upper) } : null
        );
    }

    private static FigureKind Kind(string name, string label, string points) =>
        new(
            name,
            label,
            $"Among how many equally likely tokens the model seems to guess at each labelled token of {points}: exp of the mean loss; 1 is certain and right."
        )
        {
            Unit = Units.Tokens,
        };
}
