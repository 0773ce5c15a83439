using System.Buffers.Binary;

namespace Unlearn.Tool.Tests.Hostile;

/// <summary>Damages files as disks, networks and attackers do: bits, bytes, cuts, repeats, and sizes that are far too large.</summary>
internal static class Mutation
{
    private static readonly uint[] Sizes = [0, 1, 0x7f, 0xff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff0];

    /// <summary>A copy with one to four edits; the same seed makes the same ones.</summary>
    public static byte[] Of(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int edit = random.Next(1, 5); edit > 0 && bytes.Count > 8; edit--)
        {
            Edit(bytes, random);
        }

        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count - 8);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, random.Next(1, 8));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 64))));
                break;
            case 5:
                Put(bytes, at, Sizes[random.Next(Sizes.Length)], random.Next(2) == 0);
                break;
            case 6:
                for (int i = at; i < at + 8; i++)
                {
                    bytes[i] = bytes[i] is >= (byte)'0' and <= (byte)'9' ? (byte)'9' : bytes[i];
                }

                break;
            default:
                bytes.InsertRange(at, [0x1b, (byte)'[', (byte)'3', (byte)'1', (byte)'m', 0]);
                break;
        }
    }

    private static void Put(List<byte> bytes, int at, uint value, bool bigEndian)
    {
        var four = new byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(four, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        }

        for (int i = 0; i < 4; i++)
        {
            bytes[at + i] = four[i];
        }
    }
}
