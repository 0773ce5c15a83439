using MathNet.Numerics.Statistics;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>The share of each point's labelled tokens that a model thinks likeliest at their place.</summary>
internal sealed class TokenAccuracy : Accuracy
{
    private readonly double[] _shares;

    private TokenAccuracy(double[] shares) => _shares = shares;

    /// <inheritdoc />
    public override double Total => _shares.Sum();

    /// <summary>Reads a model's answers.</summary>
    public static TokenAccuracy Of(TokenAnswers answers) =>
        new([
            .. Enumerable
                .Range(0, answers.Points)
                .Select(point => (double)answers.Right(point) / answers.Targets(point).Length),
        ]);

    /// <inheritdoc />
    /// <remarks>With a Student t interval over points.</remarks>
    public override Figure Figure(FigureKind kind) => Mean(kind, _shares);

    /// <inheritdoc />
    public override Figure Gap(FigureKind kind, Accuracy reference) =>
        Mean(kind, [.. _shares.Zip(((TokenAccuracy)reference)._shares, static (own, other) => own - other)]);

    private static Figure Mean(FigureKind kind, double[] values)
    {
        if (values.Length == 0)
        {
            return kind.NotResolvable(NoPoint);
        }

        double mean = ArrayStatistics.Mean(values);
        return kind.Of(
            mean,
            values.Length,
            values.Length < 2
                ? null
                : StudentInterval.Of(mean, ArrayStatistics.StandardDeviation(values), values.Length)
        );
    }
}
