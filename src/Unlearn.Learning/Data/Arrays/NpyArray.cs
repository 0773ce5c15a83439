using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Arrays;

/// <summary>
/// An array in NumPy's npy format (versions 1 to 3): numbers and booleans. Column-major ones, as transposed arrays and data frames are
/// saved, are turned on reading. Pickled objects are refused: reading them would mean running code from the file.
/// </summary>
/// <param name="Sizes">Size of each dimension.</param>
/// <param name="Data">The numbers' bytes, in row-major order.</param>
/// <param name="File">Its name in messages.</param>
internal sealed partial record NpyArray(ImmutableArray<int> Sizes, ReadOnlyMemory<byte> Data, string File)
{
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>NumPy's own limit.</summary>
    private const int LongestHeader = 10_000;

    private readonly Func<ReadOnlyMemory<byte>, double> _number = static _ => 0;
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

        int[] sizes =
        [
            .. shape
                .Groups[1]
                .Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static size =>
                    int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : -1
                ),
        ];
        (int width, Func<ReadOnlyMemory<byte>, double> number) = Reader(type.Groups[1].Value, file);
        ReadOnlyMemory<byte> data = bytes.AsMemory(start + (int)length);
        double expected = sizes.Aggregate((double)width, static (product, size) => product * size);
        return sizes.All(static size => size >= 0) && data.Length == expected
            ? new NpyArray(
                [.. sizes],
                FortranPattern().IsMatch(header) ? RowMajor(data.Span, sizes, width) : data,
                file,
                width,
                number
            )
            : throw new InputException(
                $"the header promises {string.Join(" x ", sizes)} numbers of {width} bytes, but {data.Length} bytes follow; the file is "
                    + "cut short or damaged.",
                file
            );
    }

    /// <summary>The number at a position in row-major order.</summary>
    public double Number(int at) => _number(Data[(at * _width)..]);

    private NpyArray(
        ImmutableArray<int> sizes,
        ReadOnlyMemory<byte> data,
        string file,
        int width,
        Func<ReadOnlyMemory<byte>, double> number
    )
        : this(sizes, data, file)
    {
        _width = width;
        _number = number;
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

    private static (int Width, Func<ReadOnlyMemory<byte>, double> Number) Reader(string type, string file) =>
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
                $"the numbers are of type '{type}'; booleans, little-endian integers and floats are right "
                    + "(convert with a.astype('<f4'); text and pickled objects are refused).",
                file
            ),
        };

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*True", RegexOptions.CultureInvariant)]
    private static partial Regex FortranPattern();
}
