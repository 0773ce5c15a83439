using System.Globalization;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Figures;

/// <summary>Figures as text, the same in every format.</summary>
public static class FigureText
{
    /// <summary>The value in its unit, or <c>not resolvable</c>.</summary>
    public static string Value(Figure figure) => figure.Value is { } value ? Number(value, figure) : "not resolvable";

    /// <summary><c>0.941 to 0.965</c>, or null where there is no interval.</summary>
    public static string? Interval(Figure figure) =>
        figure.Value is null || Possible(figure) is not { } interval ? null
        : interval.Lower == interval.Upper ? "same for all seeds"
        : $"{Bare(interval.Lower, figure)} to {Number(interval.Upper, figure)}";

    /// <summary>Value and interval in one line: <c>0.953 [0.941, 0.965]</c>; a figure without value says why.</summary>
    public static string Full(Figure figure) =>
        figure switch
        {
            { Value: null } => $"not resolvable: {figure.NotResolvable ?? "no reason given"}",
            { Interval: not null } when Possible(figure) is { } interval =>
                $"{Value(figure)} [{Bare(interval.Lower, figure)}, {Bare(interval.Upper, figure)}]",
            _ => Value(figure),
        };

    /// <summary>
    /// The interval as far as it can be true: a Student t interval of few seeds may reach beyond 0 and 1, a rate cannot, and no model guesses
    /// among less than one token. Results and verdicts hold the whole interval.
    /// </summary>
    internal static Interval? Possible(Figure figure) =>
        figure switch
        {
            { Interval: { } interval, Scale: FigureScale.Rate } => interval with
            {
                Lower = Math.Clamp(interval.Lower, 0, 1),
                Upper = Math.Clamp(interval.Upper, 0, 1),
            },
            { Interval: { } interval, Unit: Units.Tokens } => interval with { Lower = Math.Max(1, interval.Lower) },
            _ => figure.Interval,
        };

    /// <summary>A number in the figure's unit: three decimals for fractions, whole counts with thousands separated.</summary>
    internal static string Number(double value, Figure figure) =>
        IsRatio(figure) ? Bare(value, figure) + "×"
        : figure.Unit == Units.Seconds ? Bare(value, figure) + " s"
        : Bare(value, figure);

    /// <summary>The same without a unit.</summary>
    private static string Bare(double value, Figure figure) =>
        figure.Unit switch
        {
            _ when IsRatio(figure) => Significant(value),
            Units.Seconds or Units.PValue or Units.Tokens => Significant(value),
            Units.Points or Units.Count when value == Math.Round(value) || Math.Abs(value) >= 100 => Fixed(
                value,
                "#,0"
            ),
            Units.Points or Units.Count => Fixed(value, "#,0.0"),
            _ when figure.Scale == FigureScale.Difference => Fixed(value, "+0.000;−0.000;0.000"),
            _ => Fixed(value, "0.000;−0.000;0.000"),
        };

    private static bool IsRatio(Figure figure) => figure.Scale == FigureScale.Multiple;

    /// <summary>About three significant digits, never in exponents for numbers that people meet.</summary>
    internal static string Significant(double value)
    {
        double size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            >= 100 => Fixed(value, "#,0;−#,0"),
            >= 10 => Fixed(value, "0.0;−0.0"),
            >= 1 => Fixed(value, "0.00;−0.00"),
            >= 0.1 => Fixed(value, "0.000;−0.000"),
            >= 0.001 => Fixed(value, "0.0000;−0.0000"),
            _ => Fixed(value, "0.0e+0;−0.0e+0"),
        };
    }

    private static string Fixed(double value, string format) =>
        double.IsPositiveInfinity(value) ? "∞"
        : double.IsNegativeInfinity(value) ? "−∞"
        : value.ToString(format, CultureInfo.InvariantCulture);
}
