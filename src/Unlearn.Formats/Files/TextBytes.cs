using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Unlearn.Core;
using Unlearn.Core.Names;

namespace Unlearn.Formats.Files;

/// <summary>Turns bytes into text; a byte that does not fit is an error, never another character.</summary>
internal static class TextBytes
{
    /// <summary>The usual encoding.</summary>
    public const string Usual = "utf-8";

    private static readonly string[] Known =
    [
        "utf-8",
        "utf-16",
        "windows-1252",
        "iso-8859-1",
        "windows-1251",
        "shift_jis",
        "gb18030",
    ];

    /// <summary>The text.</summary>
    /// <param name="bytes">A byte order mark at the beginning is undone; those of UTF-16 and UTF-32 decide.</param>
    /// <param name="encoding">Its name, as in HTML and Python; null: UTF-8, and nobody can say otherwise.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <exception cref="InputException">There is no such encoding, or a byte does not fit it; with line and column.</exception>
    public static string Decode(byte[] bytes, string? encoding, string file)
    {
        Encoding strict = bytes switch
        {
            [0xff, 0xfe, 0, 0, ..] => Find("utf-32", file),
            [0, 0, 0xfe, 0xff, ..] => Find("utf-32BE", file),
            [0xff, 0xfe, ..] => Find("utf-16", file),
            [0xfe, 0xff, ..] => Find("utf-16BE", file),
            _ => Find(encoding ?? Usual, file),
        };
        ReadOnlySpan<byte> mark = strict.Preamble;
        int start = mark.Length > 0 && bytes.AsSpan().StartsWith(mark) ? mark.Length : 0;
        try
        {
            return strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException error)
        {
            throw Unfit(strict, encoding is not null, bytes, start, start + Math.Max(0, error.Index), error, file);
        }
    }

    /// <summary>The same text in UTF-8 without a mark, as readers of JSON take it.</summary>
    /// <param name="bytes">UTF-8, or UTF-16 or UTF-32 with a byte order mark.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <exception cref="InputException">A byte does not fit; with line and column.</exception>
    public static ReadOnlyMemory<byte> ToUtf8(byte[] bytes, string file) =>
        bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, 0, 0xfe, 0xff, ..] || !Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetBytes(Decode(bytes, null, file))
            : bytes.AsMemory(bytes is [0xef, 0xbb, 0xbf, ..] ? 3 : 0);

    private static Encoding Find(string name, string file)
    {
        try
        {
            // The provider knows the old code pages; it is asked here alone and changes nothing for others.
            return CodePagesEncodingProvider.Instance.GetEncoding(
                    name,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback
                ) ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException error)
        {
            throw new InputException(
                $"there is no encoding '{name}'.{NearestName.Sentence(name, Known)}",
                file,
                0,
                error
            );
        }
    }

    private static InputException Unfit(
        Encoding encoding,
        bool isDeclared,
        byte[] bytes,
        int start,
        int at,
        DecoderFallbackException error,
        string file
    )
    {
        string before = encoding.GetString(bytes, start, at - start);
        int line = before.Count(static character => character == '\n') + 1;
        int column = before.Length - before.LastIndexOf('\n');
        string wrong = Convert.ToHexStringLower(error.BytesUnknown ?? []);
        string right =
            !isDeclared ? "save the file as UTF-8 (iconv -f windows-1252 -t utf-8, say)"
            : encoding.WebName == Usual ? "name the file's encoding (`encoding: windows-1252`, say)"
            : $"name the file's encoding (another `encoding` than {encoding.WebName})";
        return new InputException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"column {column}: the byte {wrong} is no {encoding.WebName.ToUpperInvariant()}; {right}."
            ),
            file,
            line,
            error
        );
    }
}
