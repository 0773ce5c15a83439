using System.Text;

namespace Unlearn.Formats.Tokenizers;

/// <summary>
/// The letters by which byte-level vocabularies write bytes: printable Latin-1 characters stand for themselves, the other 68 bytes for the
/// letters from U+0100 on, in order (Radford et al. 2019, section 2.2).
/// </summary>
internal static class ByteLetters
{
    private static readonly char[] Letters = Table();
    private static readonly Dictionary<char, byte> Bytes = Letters
        .Select(static (letter, value) => (letter, value))
        .ToDictionary(static pair => pair.letter, static pair => (byte)pair.value);

    /// <summary>The letter of a byte.</summary>
    public static char Of(byte value) => Letters[value];

    /// <summary>A text as the letters of its bytes.</summary>
    public static string Write(string text) =>
        string.Create(
            Encoding.UTF8.GetByteCount(text),
            text,
            static (letters, source) =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(source);
                for (int i = 0; i < bytes.Length; i++)
                {
                    letters[i] = Letters[bytes[i]];
                }
            }
        );

    /// <summary>The bytes of a token's letters; a token that has others (an added one) is its own UTF-8.</summary>
    public static IEnumerable<byte> Read(string token) =>
        token.All(Bytes.ContainsKey) ? token.Select(static letter => Bytes[letter]) : Encoding.UTF8.GetBytes(token);

    private static char[] Table()
    {
        var letters = new char[256];
        char other = '\u0100';
        for (int value = 0; value < letters.Length; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= 0xa1 and <= 0xac) or >= 0xae;
            letters[value] = printable ? (char)value : other++;
        }

        return letters;
    }
}
