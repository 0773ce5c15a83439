using MathNet.Numerics.Statistics;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Statistics;

namespace Unlearn.Learning.Probing;

/// <summary>How far a model is right on forgotten points: how many of a classifier, of texts the sum of each one's share of labelled tokens that are the likeliest.</summary>
/// <param name="Total">The sum over points.</param>
/// <param name="Count">Number of points.</param>
/// <param name="Shares">Per text; null of a classifier.</param>
internal sealed record ForgetRight(double Total, int Count, double[]? Shares)
{
    /// <summary>The mean over points.</summary>
    public double Mean => Total / Count;

    /// <summary>Its interval: Clopper and Pearson's of a classifier, Student's over texts; null of a single text.</summary>
    public Interval? Interval =>
        Shares is null ? ClopperPearson.Interval((int)Total, Count)
        : Shares.Length < 2 ? null
        : StudentInterval.Of(Mean, ArrayStatistics.StandardDeviation(Shares), Shares.Length);

    /// <summary>The mean as a figure.</summary>
    public Figure Of(FigureKind kind) => kind.Of(Mean, Count, Interval);
}
