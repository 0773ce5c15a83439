using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>Which points a model classifies right.</summary>
internal sealed class ClassAccuracy : Accuracy
{
    private readonly bool[] _right;

    private ClassAccuracy(bool[] right) => _right = right;

    /// <summary>Compares outputs with labels; the lowest class wins ties.</summary>
    public static ClassAccuracy Of(LogitTable outputs, int[] labels)
    {
        var right = new bool[labels.Length];
        for (int point = 0; point < right.Length; point++)
        {
            right[point] = Softmax.Prediction(outputs.Row(point)) == labels[point];
        }

        return new ClassAccuracy(right);
    }

    /// <inheritdoc />
    public override double Total => _right.AsSpan().Count(true);

    /// <inheritdoc />
    /// <remarks>With a Clopper-Pearson interval.</remarks>
    public override Figure Figure(FigureKind kind)
    {
        int right = _right.AsSpan().Count(true);
        return _right.Length == 0
            ? kind.NotResolvable(NoPoint)
            : kind.Of((double)right / _right.Length, _right.Length, ClopperPearson.Interval(right, _right.Length));
    }

    /// <inheritdoc />
    public override Figure Gap(FigureKind kind, Accuracy reference)
    {
        bool[] others = ((ClassAccuracy)reference)._right;
        int count = _right.Length;
        if (count == 0)
        {
            return kind.NotResolvable(NoPoint);
        }

        int better = 0;
        int worse = 0;
        for (int i = 0; i < count; i++)
        {
            better += _right[i] && !others[i] ? 1 : 0;
            worse += !_right[i] && others[i] ? 1 : 0;
        }

        double gap = (double)(better - worse) / count;
        return kind.Of(
            gap,
            count,
            count < 2 ? null : StudentInterval.Of(gap, Deviation(better + worse, gap, count), count)
        );
    }

    // Sample deviation of values in {-1, 0, 1}: the sum of squares is the number of disagreements.
    private static double Deviation(int disagreements, double mean, int count) =>
        Math.Sqrt(Math.Max(0.0, (disagreements - (count * mean * mean)) / (count - 1)));
}
