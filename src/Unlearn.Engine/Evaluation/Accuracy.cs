using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Engine.Evaluation;

/// <summary>Which points a model classifies right.</summary>
internal sealed class Accuracy
{
    private readonly bool[] _right;

    private Accuracy(bool[] right) => _right = right;

    /// <summary>Compares outputs with labels; the lowest class wins ties.</summary>
    public static Accuracy Of(LogitTable outputs, int[] labels)
    {
        var right = new bool[labels.Length];
        for (int point = 0; point < right.Length; point++)
        {
            right[point] = Softmax.Prediction(outputs.Row(point)) == labels[point];
        }

        return new Accuracy(right);
    }

    /// <summary>The share of right answers with its Clopper-Pearson interval.</summary>
    public Figure Figure(string name, Direction direction)
    {
        int right = _right.AsSpan().Count(true);
        return _right.Length == 0
            ? Empty(name, direction)
            : new Figure
            {
                Name = name,
                Value = (double)right / _right.Length,
                Interval = ClopperPearson.Interval(right, _right.Length),
                Direction = direction,
                Count = _right.Length,
            };
    }

    /// <summary>
    /// This share minus another one on the same points, with a Student t interval of the paired differences: both
    /// models answer the same questions, so what they agree on says nothing about the gap.
    /// </summary>
    public Figure Gap(string name, Accuracy reference)
    {
        int count = _right.Length;
        if (count == 0)
        {
            return Empty(name, Direction.CloserToReference);
        }

        int better = 0;
        int worse = 0;
        for (int i = 0; i < count; i++)
        {
            better += _right[i] && !reference._right[i] ? 1 : 0;
            worse += !_right[i] && reference._right[i] ? 1 : 0;
        }

        double gap = (double)(better - worse) / count;
        return new Figure
        {
            Name = name,
            Value = gap,
            Interval = count < 2 ? null : StudentInterval.Of(gap, Deviation(better + worse, gap, count), count),
            Direction = Direction.CloserToReference,
            Count = count,
        };
    }

    // Sample deviation of values in {-1, 0, 1}: the sum of squares is the number of disagreements.
    private static double Deviation(int disagreements, double mean, int count) =>
        Math.Sqrt(Math.Max(0.0, (disagreements - (count * mean * mean)) / (count - 1)));

    private static Figure Empty(string name, Direction direction) =>
        new()
        {
            Name = name,
            Value = null,
            Direction = direction,
            Count = 0,
            NotResolvable = "there is no point",
        };
}
