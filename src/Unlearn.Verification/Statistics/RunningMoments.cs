namespace Unlearn.Verification.Statistics;

/// <summary>Mean and population deviation of a stream of numbers (Welford 1962).</summary>
public struct RunningMoments
{
    private double _squares;

    /// <summary>How many numbers were added.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean; 0 before the first.</summary>
    public double Mean { get; private set; }

    /// <summary>Their population standard deviation (divided by n); 0 before the first.</summary>
    public readonly double Deviation => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        Count++;
        double difference = value - Mean;
        Mean += difference / Count;
        _squares += difference * (value - Mean);
    }
}
