using System.Text;
using System.Xml;

namespace Unlearn.Reporting.Text;

/// <summary>Text for HTML and XML, which cannot write most control characters and lone halves of surrogate pairs.</summary>
internal static class WritableText
{
    /// <summary>The text with a visible replacement (U+FFFD) for what cannot be written.</summary>
    public static string Valid(string text)
    {
        StringBuilder valid = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isAllowed = rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value);
            valid.Append(isAllowed ? rune.ToString() : "\uFFFD");
        }

        return valid.ToString();
    }
}
