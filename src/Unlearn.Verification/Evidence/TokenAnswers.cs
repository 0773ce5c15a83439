namespace Unlearn.Verification.Evidence;

/// <summary>
/// What one model answers at the labelled tokens of each point, given the tokens before: the logarithm of the probability of the token that
/// stands there, mean and deviation of log-probabilities under the model's own law, the token that it thinks likeliest, and the one that stands there.
/// </summary>
public sealed class TokenAnswers
{
    private const int Signals = 5;

    private readonly int[] _lengths;

    /// <summary>Wraps values without copying.</summary>
    /// <param name="values">
    /// Row-major, <see cref="Columns"/> numbers per point: <paramref name="most"/> log-probabilities, as many means, deviations, likeliest tokens and
    /// tokens that stand there, each of the five filled up with NaN.
    /// </param>
    /// <param name="most">Labelled tokens of the point that has most.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the columns, or a point has no token.</exception>
    public TokenAnswers(double[] values, int most)
    {
        if (values.Length % Columns(most) != 0)
        {
            throw new ArgumentException($"{values.Length} values do not fill rows of {Columns(most)}.", nameof(values));
        }

        Values = values;
        Most = most;
        _lengths = new int[values.Length / Columns(most)];
        for (int point = 0; point < _lengths.Length; point++)
        {
            int end = values.AsSpan(point * Columns(most), most).IndexOf(double.NaN);
            _lengths[point] = end < 0 ? most : end;
            if (end == 0)
            {
                throw new ArgumentException($"Point {point} has no answer.", nameof(values));
            }
        }
    }

    /// <summary>All values, as they were given.</summary>
    public double[] Values { get; }

    /// <summary>Labelled tokens of the point that has most.</summary>
    public int Most { get; }

    /// <summary>Number of points.</summary>
    public int Points => _lengths.Length;

    /// <summary>Numbers per point.</summary>
    /// <param name="most">Labelled tokens of the point that has most.</param>
    public static int Columns(int most) => Signals * most;

    /// <summary>log p of each labelled token, in nats.</summary>
    public ReadOnlySpan<double> LogProbabilities(int point) => Signal(point, 0);

    /// <summary>Mean of log p under the model's own next-token law at each place, in nats: minus its entropy.</summary>
    public ReadOnlySpan<double> Means(int point) => Signal(point, 1);

    /// <summary>Standard deviation of log p under the same law, in nats.</summary>
    public ReadOnlySpan<double> Deviations(int point) => Signal(point, 2);

    /// <summary>The likeliest token at each place.</summary>
    public ReadOnlySpan<double> Likeliest(int point) => Signal(point, 3);

    /// <summary>The token that stands at each place.</summary>
    public ReadOnlySpan<double> Targets(int point) => Signal(point, 4);

    /// <summary>Whether each of a point's labelled tokens is the likeliest at its place.</summary>
    public bool[] RightAt(int point)
    {
        ReadOnlySpan<double> likeliest = Likeliest(point);
        ReadOnlySpan<double> targets = Targets(point);
        var right = new bool[targets.Length];
        for (int place = 0; place < right.Length; place++)
        {
            right[place] = likeliest[place] == targets[place];
        }

        return right;
    }

    /// <summary>How many of a point's labelled tokens are the likeliest at their place.</summary>
    public int Right(int point) => RightAt(point).AsSpan().Count(true);

    /// <summary>Mean of log p over a point's labelled tokens, in nats.</summary>
    public double MeanLogProbability(int point)
    {
        double sum = 0;
        foreach (double value in LogProbabilities(point))
        {
            sum += value;
        }

        return sum / _lengths[point];
    }

    private ReadOnlySpan<double> Signal(int point, int signal) =>
        Values.AsSpan((point * Columns(Most)) + (signal * Most), _lengths[point]);
}
