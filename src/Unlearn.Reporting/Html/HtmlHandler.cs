using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Unlearn.Reporting.Html;

/// <summary>Builds <see cref="Html"/>: literal parts are markup, holes are escaped unless they are HTML.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private readonly StringBuilder _text;

    public HtmlHandler(int literalLength, int holes) => _text = new StringBuilder(literalLength + (holes * 16));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Html html) => _text.Append(html.Text);

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (Html piece in pieces)
        {
            _text.Append(piece.Text);
        }
    }

    public void AppendFormatted(string? text) => _text.Append(Html.Escape(text ?? ""));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => _text.Append(Html.Escape(value.ToString(format, CultureInfo.InvariantCulture)));

    public string ToText() => _text.ToString();
}
