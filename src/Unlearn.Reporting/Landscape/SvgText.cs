using System.Globalization;
using System.Text;

namespace Unlearn.Reporting.Landscape;

/// <summary>Writes SVG line by line with short, culture-free numbers.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends a line; numbers get two decimals at most.</summary>
    public void Line(FormattableString line) => _text.Append(line.ToString(Numbers.Instance)).Append('\n');

    /// <summary>Points as <c>x,y x,y</c>.</summary>
    public static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(
            ' ',
            points.Select(static point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}"))
        );

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private sealed class Numbers : IFormatProvider, ICustomFormatter
    {
        public static readonly Numbers Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            arg switch
            {
                double number => number.ToString(format ?? "0.##", CultureInfo.InvariantCulture),
                IFormattable value => value.ToString(format, CultureInfo.InvariantCulture),
                _ => arg?.ToString() ?? "",
            };
    }
}
