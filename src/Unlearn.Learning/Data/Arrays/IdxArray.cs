using System.Buffers.Binary;
using System.Collections.Immutable;
using Unlearn.Verification;

namespace Unlearn.Learning.Data.Arrays;

/// <summary>
/// An array in the idx format: two zero bytes, a type byte, the number of dimensions, big-endian sizes, big-endian numbers.
/// </summary>
/// <param name="Sizes">Size of each dimension.</param>
/// <param name="Type">The type byte: 8 unsigned byte, 9 signed byte, 11 short, 12 int, 13 float, 14 double.</param>
/// <param name="Data">The numbers' bytes.</param>
/// <param name="File">Its name in messages.</param>
internal sealed record IdxArray(ImmutableArray<int> Sizes, byte Type, ReadOnlyMemory<byte> Data, string File)
{
    private const byte UnsignedByte = 8;

    /// <summary>Whether the numbers are bytes, 0 to 255: pixels.</summary>
    public bool IsBytes => Type == UnsignedByte;

    /// <summary>Reads the header and checks it against the length.</summary>
    /// <exception cref="InputException">The bytes are no idx file, or fewer or more than the header says.</exception>
    public static IdxArray Parse(byte[] bytes, string file)
    {
        if (bytes.Length == 0)
        {
            throw new InputException("the file is empty; an idx file is right.", file);
        }

        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0 || Width(bytes[2]) == 0 || bytes[3] == 0)
        {
            throw new InputException(
                $"the first bytes are {Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(4, bytes.Length)))}; an idx file starts with "
                    + "0000, a type (08, 09, 0b, 0c, 0d or 0e) and the number of dimensions.",
                file
            );
        }

        int header = 4 + (4 * bytes[3]);
        if (bytes.Length < header)
        {
            throw new InputException($"the file ends within its header ({bytes.Length} bytes); it is cut short.", file);
        }

        var sizes = new int[bytes[3]];
        long expected = Width(bytes[2]);
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * i)));
            expected = sizes[i] < 0 || expected > int.MaxValue ? long.MaxValue : expected * sizes[i];
        }

        return bytes.Length - header == expected
            ? new IdxArray([.. sizes], bytes[2], bytes.AsMemory(header), file)
            : throw new InputException(
                $"the header promises {string.Join(" x ", sizes)} numbers of {Width(bytes[2])} bytes, but {bytes.Length - header} bytes follow; "
                    + "the file is cut short or damaged.",
                file
            );
    }

    /// <summary>The first numbers as float32.</summary>
    /// <param name="count">How many.</param>
    /// <param name="divisor">What each is divided by.</param>
    public float[] ToFloats(int count, float divisor)
    {
        var numbers = new float[count];
        if (IsBytes)
        {
            ReadOnlySpan<byte> bytes = Data.Span;
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = bytes[i] / divisor;
            }

            return numbers;
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)Number(i) / divisor;
        }

        return numbers;
    }

    /// <summary>The first numbers as labels: whole ones.</summary>
    /// <param name="count">How many.</param>
    public IEnumerable<string> ToLabels(int count) =>
        Enumerable.Range(0, count).Select(at => LabelCheck.Whole(Number(at), at, File));

    private double Number(int at)
    {
        ReadOnlySpan<byte> bytes = Data.Span[(at * Width(Type))..];
        return Type switch
        {
            UnsignedByte => bytes[0],
            9 => (sbyte)bytes[0],
            11 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            12 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            13 => BinaryPrimitives.ReadSingleBigEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        };
    }

    private static int Width(byte type) =>
        type switch
        {
            UnsignedByte or 9 => 1,
            11 => 2,
            12 or 13 => 4,
            14 => 8,
            _ => 0,
        };
}
