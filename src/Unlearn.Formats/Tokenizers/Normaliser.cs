using System.Globalization;
using System.Text;
using System.Text.Json;
using Unlearn.Core;

namespace Unlearn.Formats.Tokenizers;

/// <summary>What a tokenizer file does to a text before anything else.</summary>
internal static class Normaliser
{
    private static readonly string[] Known = ["Sequence", "Prepend", "Replace", "Lowercase", "Strip", "NFC"];

    /// <summary>The function that an entry describes.</summary>
    /// <param name="entry">The entry, or null for none.</param>
    /// <param name="file">The file.</param>
    public static Func<string, string> Read(JsonElement? entry, string file)
    {
        if (entry is not { } part)
        {
            return static text => text;
        }

        string type = TokenizerPart.Type(part);
        switch (type)
        {
            case "Sequence":
                Func<string, string>[] steps =
                [
                    .. part.GetProperty("normalizers").EnumerateArray().Select(step => Read(step, file)),
                ];
                return text => steps.Aggregate(text, static (value, step) => step(value));
            case "Prepend":
                string prefix = part.GetProperty("prepend").GetString()!;
                return text => text.Length == 0 ? text : prefix + text;
            case "Replace":
                Pattern pattern = Pattern.Read(part.GetProperty("pattern"), file);
                string content = part.GetProperty("content").GetString()!;
                return text => pattern.Replace(text, content);
            case "Lowercase":
                return static text => text.ToLowerInvariant();
            case "Strip":
                bool left = TokenizerPart.Flag(part, "strip_left", absent: true);
                bool right = TokenizerPart.Flag(part, "strip_right", absent: true);
                return text => (left ? text.TrimStart() : text) is var rest && right ? rest.TrimEnd() : rest;
            case "NFC":
                return text => Composed(text, file);
            default:
                throw TokenizerPart.Unknown("normaliser", type, Known, file);
        }
    }

    /// <summary>
    /// A text in composed form is its own. The runtime's tables of others are switched off (results must not depend on the system's), so a
    /// text that may not be composed is refused instead of read as other tokens than elsewhere.
    /// </summary>
    private static string Composed(string text, string file)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value >= 0x300 && MayDecompose(rune))
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the tokenizer composes characters (NFC), which is not implemented for U+{rune.Value:X4}; bring the text to NFC with composed characters only, or leave the row out."
                    ),
                    file
                );
            }
        }

        return text;
    }

    /// <summary>Marks, and the blocks with letters that composition changes: Greek, Indic, Jamo, Hebrew and Han compatibility forms.</summary>
    private static bool MayDecompose(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
        || rune.Value
            is 0x374
                or 0x37e
                or 0x387
                or (>= 0x900 and <= 0x11ff)
                or (>= 0x1f00 and <= 0x2001)
                or 0x2126
                or 0x212a
                or 0x212b
                or 0x2329
                or 0x232a
                or 0x2adc
                or (>= 0xf900 and <= 0xfb4f)
                or (>= 0x11000 and <= 0x11fff)
                or (>= 0x1d15e and <= 0x1d1ff)
                or (>= 0x2f800 and <= 0x2ffff);
}
