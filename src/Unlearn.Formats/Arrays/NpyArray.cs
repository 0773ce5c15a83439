using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Unlearn.Core;

namespace Unlearn.Formats.Arrays;

/// <summary>
/// An array in NumPy's npy format (versions 1 to 3): numbers, booleans and texts of fixed length. Column-major ones, as transposed arrays and data frames are
/// saved, are turned on reading. Pickled objects are refused: reading them would mean running code from the file.
/// </summary>
/// <param name="Sizes">Size of each dimension.</param>
/// <param name="Data">The numbers' bytes, in row-major order.</param>
/// <param name="File">Its name in messages.</param>
internal sealed partial record NpyArray(ImmutableArray<int> Sizes, ReadOnlyMemory<byte> Data, string File)
{
    private static readonly UTF32Encoding StrictUtf32 = new(false, false, throwOnInvalidCharacters: true);
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>NumPy's own limit.</summary>
    private const int LongestHeader = 10_000;

    private readonly Func<ReadOnlyMemory<byte>, double> _number = static _ => 0;
    private readonly Func<ReadOnlyMemory<byte>, string>? _text;
    private readonly string _type = "";
    private readonly int _width;

    /// <summary>Number of numbers.</summary>
    public int Count => Data.Length / _width;

    /// <summary>Reads the header and checks it against the length.</summary>
    /// <exception cref="InputException">The bytes are no npy file, of another type, or fewer or more than the header says.</exception>
    public static NpyArray Parse(byte[] bytes, string file)
    {
        // Version 1 has two bytes of header length, later ones four.
        int start = bytes.Length > 6 && bytes[6] == 1 ? 10 : 12;
        if (bytes.Length < start || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new InputException(@"the file does not start with \x93NUMPY; an npy array is right.", file);
        }

        long length =
            start == 10
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8))
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        if (length > LongestHeader)
        {
            throw new InputException(
                $"the header has {length} bytes; at most {LongestHeader} are right, as in NumPy.",
                file
            );
        }

        if (start + length > bytes.Length)
        {
            throw new InputException("the file ends within its header; it is cut short.", file);
        }

        string header = Encoding.UTF8.GetString(bytes, start, (int)length);
        Match type = TypePattern().Match(header);
        Match shape = ShapePattern().Match(header);
        if (!type.Success || !shape.Success)
        {
            throw new InputException(
                "the header names no plain type and shape; arrays of numbers are right (structured arrays and objects are not).",
                file
            );
        }

        // NumPy under Python 2 wrote whole numbers as 60L.
        string[] asked =
        [
            .. shape
                .Groups[1]
                .Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static size => size.TrimEnd('L')),
        ];
        int[] sizes =
        [
            .. asked.Select(static size =>
                int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : -1
            ),
        ];
        string written = type.Groups[1].Value;
        bool isBigEndian = written.StartsWith('>');
        string typeName = isBigEndian ? $"<{written[1..]}" : written;
        Match texts = TextTypePattern().Match(typeName);
        (int width, Func<ReadOnlyMemory<byte>, double> number) = texts.Success
            ? (TextWidth(texts), static _ => double.NaN)
            : Reader(typeName, written, file);
        ReadOnlyMemory<byte> data = bytes.AsMemory(start + (int)length);
        double expected = sizes.Aggregate((double)width, static (product, size) => product * size);
        bool fits = sizes.All(static size => size >= 0) && data.Length == expected;
        if (fits && isBigEndian)
        {
            data = Reversed(data.Span, texts.Success ? sizeof(int) : width);
        }

        return fits
            ? new NpyArray(
                [.. sizes],
                FortranPattern().IsMatch(header) ? RowMajor(data.Span, sizes, width) : data,
                file,
                width,
                number,
                typeName,
                texts.Success ? TextReader(texts.Groups[1].Value) : null
            )
            : throw new InputException(
                $"the header promises {string.Join(" x ", asked)} numbers of {width} bytes, but {data.Length} bytes follow; the file is "
                    + "cut short or damaged.",
                file
            );
    }

    /// <summary>The number at a position in row-major order; not-a-number in an array of texts.</summary>
    public double Number(int at) => _number(Data[(at * _width)..]);

    /// <summary>Whether the array holds texts.</summary>
    public bool HoldsTexts => _text is not null;

    /// <summary>The text at a position, or its whole number with all digits.</summary>
    /// <param name="at">Position in row-major order.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="InputException">The number is not whole.</exception>
    public string Text(int at, string what)
    {
        ReadOnlyMemory<byte> bytes = Data.Slice(at * _width, _width);
        return _text is not null ? Decoded(bytes, at)
            : _type is "<i8" ? BinaryPrimitives.ReadInt64LittleEndian(bytes.Span).ToString(CultureInfo.InvariantCulture)
            : _type is "<u8"
                ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span).ToString(CultureInfo.InvariantCulture)
            : LabelCheck.Whole(Number(at), at, File, what);
    }

    private string Decoded(ReadOnlyMemory<byte> bytes, int at)
    {
        try
        {
            return _text!(bytes);
        }
        catch (ArgumentException error)
        {
            throw new InputException(
                $"the text of record {at + 1} is no {(_type[0] == '<' ? "Unicode" : "UTF-8")}; decode it first, a.astype(str) of np.char.decode(a, 'latin-1'), say.",
                File,
                0,
                error
            );
        }
    }

    private NpyArray(
        ImmutableArray<int> sizes,
        ReadOnlyMemory<byte> data,
        string file,
        int width,
        Func<ReadOnlyMemory<byte>, double> number,
        string type,
        Func<ReadOnlyMemory<byte>, string>? text
    )
        : this(sizes, data, file)
    {
        _width = width;
        _number = number;
        _type = type;
        _text = text;
    }

    /// <summary>Numbers with the largest byte first, as numbers with the smallest first.</summary>
    private static byte[] Reversed(ReadOnlySpan<byte> bigEndian, int width)
    {
        byte[] result = bigEndian.ToArray();
        for (int at = 0; at < result.Length; at += width)
        {
            result.AsSpan(at, width).Reverse();
        }

        return result;
    }

    /// <summary>The numbers of a column-major array, whose first index moves fastest, with the last index moving fastest.</summary>
    private static byte[] RowMajor(ReadOnlySpan<byte> columnMajor, int[] sizes, int width)
    {
        var result = new byte[columnMajor.Length];
        var index = new int[sizes.Length];
        for (int to = 0; to < result.Length; to += width)
        {
            long from = 0;
            for (int axis = sizes.Length - 1; axis >= 0; axis--)
            {
                from = (from * sizes[axis]) + index[axis];
            }

            columnMajor.Slice((int)from * width, width).CopyTo(result.AsSpan(to));
            for (int axis = sizes.Length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return result;
    }

    private static (int Width, Func<ReadOnlyMemory<byte>, double> Number) Reader(
        string type,
        string written,
        string file
    ) =>
        type switch
        {
            "|u1" or "|b1" => (1, static bytes => bytes.Span[0]),
            "|i1" => (1, static bytes => (sbyte)bytes.Span[0]),
            "<u2" => (2, static bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span)),
            "<i2" => (2, static bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes.Span)),
            "<u4" => (4, static bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span)),
            "<i4" => (4, static bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span)),
            "<u8" => (8, static bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span)),
            "<i8" => (8, static bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes.Span)),
            "<f2" => (2, static bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes.Span)),
            "<f4" => (4, static bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes.Span)),
            "<f8" => (8, static bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes.Span)),
            _ => throw new InputException(
                $"the numbers are of type '{written}'; booleans, integers and floats are right "
                    + "(convert with a.astype('<f4'); pickled objects are refused, and texts are saved as such by a.astype(str)).",
                file
            ),
        };

    private static int TextWidth(Match type) =>
        int.Parse(type.Groups[2].Value, CultureInfo.InvariantCulture)
        * (type.Groups[1].Value == "<U" ? sizeof(int) : 1);

    /// <summary>NumPy's texts: code points of four bytes, or bytes in UTF-8; filled up with zeros.</summary>
    private static Func<ReadOnlyMemory<byte>, string> TextReader(string kind) =>
        kind == "<U"
            ? static bytes => StrictUtf32.GetString(bytes.Span).TrimEnd('\0')
            : static bytes => StrictUtf8.GetString(bytes.Span).TrimEnd('\0');

    [GeneratedRegex(@"^(<U|\|S)([1-9][0-9]{0,5})$", RegexOptions.CultureInvariant)]
    private static partial Regex TextTypePattern();

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*True", RegexOptions.CultureInvariant)]
    private static partial Regex FortranPattern();
}
