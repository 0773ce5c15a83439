using System.Net;
using Unlearn.Reporting.Text;

namespace Unlearn.Reporting.Html;

/// <summary>
/// Text that is HTML already. It comes from <see cref="Of"/>, which escapes every hole of an interpolated string that is
/// not HTML itself, so text from manifests cannot reach the page unescaped.
/// </summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>Markup with escaped holes.</summary>
    public static Html Of(HtmlHandler markup) => new(markup.ToText());

    /// <summary>Pieces one after another.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(static piece => piece.Text)));

    /// <summary>Escapes text for elements and quoted attributes; control characters become a visible replacement.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(WritableText.Valid(text));

    /// <inheritdoc />
    public override string ToString() => Text;
}
