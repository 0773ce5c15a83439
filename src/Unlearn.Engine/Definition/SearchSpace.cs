namespace Unlearn.Engine.Definition;

/// <summary>The values that tuning may give to one option.</summary>
/// <param name="Least">The smallest value; 0 for choices.</param>
/// <param name="Most">The largest value; the index of the last one for choices.</param>
public sealed record SearchSpace(double Least, double Most)
{
    // Candidates are read by people: 0.0372 says all that a search of sixteen trials can know.
    private const int Digits = 3;

    /// <summary>Whether values are spread evenly in their logarithms.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether values are whole numbers.</summary>
    public bool Whole { get; init; }

    /// <summary>The choices as manifests write them; empty for a range of numbers.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The value at a place of the unit interval, rounded to three significant digits or to a whole number.</summary>
    /// <param name="unit">In [0, 1).</param>
    public double At(double unit)
    {
        if (Whole || Choices.Count > 0)
        {
            // Every whole number gets the same part of the interval, or of its logarithms from half below to half above.
            double whole = Logarithmic
                ? Math.Round(Geometric(unit, Least - 0.5, Most + 0.5), MidpointRounding.AwayFromZero)
                : Math.Floor(Least + (unit * (Most - Least + 1)));
            return Math.Clamp(whole, Least, Most);
        }

        double value = Logarithmic ? Geometric(unit, Least, Most) : Least + (unit * (Most - Least));
        return Math.Clamp(Rounded(value), Least, Most);
    }

    /// <summary>The space in words: <c>0.001 to 1, logarithmic</c>.</summary>
    public override string ToString() =>
        Choices.Count > 0
            ? string.Join(" | ", Choices)
            : FormattableString.Invariant(
                $"{Least} to {Most}{(Whole ? ", whole" : "")}{(Logarithmic ? ", logarithmic" : "")}"
            );

    private static double Geometric(double unit, double least, double most) => least * Math.Pow(most / least, unit);

    // Through decimal text: a product with a power of ten would leave digits behind.
    private static double Rounded(double value) =>
        double.Parse(
            value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture
        );
}
