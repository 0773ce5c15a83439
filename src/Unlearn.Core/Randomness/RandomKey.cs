using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Unlearn.Core.Randomness;

/// <summary>
/// A key from which randomness is derived, never drawn: the same key, purpose and counter give the same number on every
/// machine, in any order, on any thread. Mixing is SplitMix64's finaliser (Steele, Lea, Flood 2014).
/// </summary>
/// <param name="Value">The 64-bit key.</param>
public readonly record struct RandomKey(ulong Value)
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>A key for a named purpose under this one.</summary>
    public RandomKey Derive(string purpose)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(purpose), hash);
        return Derive(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>A key for a numbered purpose (an epoch, a member, a point) under this one.</summary>
    public RandomKey Derive(ulong number) => new(Mix(Mix(Value + Golden) ^ Mix(number + unchecked(Golden * 2))));

    /// <summary>A key for a numbered purpose (an epoch, a member, a point) under this one.</summary>
    public RandomKey Derive(int number) => Derive((ulong)number);

    /// <summary>64 uniform bits at a counter.</summary>
    public ulong Bits(ulong counter) => Mix(Mix(Value ^ Golden) + (counter * Golden));

    /// <summary>A uniform number in [0, 1) with 53 bits at a counter.</summary>
    public double Uniform(ulong counter) => (Bits(counter) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, <paramref name="exclusiveUpper"/>) at a counter (multiply and shift; bias below 2^-32).</summary>
    public int Below(ulong counter, int exclusiveUpper) => (int)(((Bits(counter) >> 32) * (ulong)exclusiveUpper) >> 32);

    /// <summary>A standard normal number at a counter (Box and Muller's cosine branch).</summary>
    public double Normal(ulong counter)
    {
        double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - Uniform(2 * counter)));
        return radius * Math.Cos(2.0 * Math.PI * Uniform((2 * counter) + 1));
    }

    /// <summary>
    /// The given items in an order that depends, for each pair, on that pair alone: taking an item away does not reshuffle
    /// the others.
    /// </summary>
    /// <param name="items">Distinct non-negative numbers such as point ids.</param>
    public int[] Order(ReadOnlySpan<int> items)
    {
        var keys = new ulong[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            keys[i] = Bits((ulong)items[i]);
        }

        int[] ordered = items.ToArray();
        Array.Sort(keys, ordered);
        return ordered;
    }

    /// <summary>The key as 16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
