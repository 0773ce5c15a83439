using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Unlearn.Learning.Data;

/// <summary>
/// The identity of a dataset's content: SHA-256 over a fixed byte form. It does not depend on the file format, the path or the
/// name that the points came under, so the same points from a gzip and from a plain file share one digest.
/// </summary>
public static class DatasetDigest
{
    // Raise the number when the byte form changes: equal digests then never mean different things.
    private const string Form = "unlearn-dataset-1";

    /// <summary>
    /// Computes the digest. All numbers are little-endian; every array is preceded by its length: the form's name, feature shape, features
    /// (bits of float32), labels, groups, start of the test part, class names in UTF-8.
    /// </summary>
    /// <param name="features">Points times the product of <paramref name="featureShape"/>.</param>
    /// <param name="featureShape">Shape of one point.</param>
    /// <param name="labels">One per point.</param>
    /// <param name="classNames">In label order.</param>
    /// <param name="groups">One per point, or null.</param>
    /// <param name="testStart">First point of the publisher's test part, or null.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Compute(
        ReadOnlySpan<float> features,
        ImmutableArray<int> featureShape,
        ReadOnlySpan<int> labels,
        ImmutableArray<string> classNames,
        int[]? groups = null,
        int? testStart = null
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendText(hash, Form);
        AppendNumbers(hash, featureShape.AsSpan());
        AppendNumbers(hash, MemoryMarshal.Cast<float, int>(features));
        AppendNumbers(hash, labels);
        AppendNumber(hash, groups is null ? 0 : 1);
        AppendNumbers(hash, groups);
        AppendNumber(hash, testStart ?? -1);
        AppendNumber(hash, classNames.Length);
        foreach (string name in classNames)
        {
            AppendText(hash, name);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendText(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        AppendNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void AppendNumbers(IncrementalHash hash, ReadOnlySpan<int> numbers)
    {
        AppendNumber(hash, numbers.Length);
        if (BitConverter.IsLittleEndian)
        {
            // In pieces: a span of bytes cannot be as long as the largest span of numbers.
            const int piece = 1 << 24;
            for (int start = 0; start < numbers.Length; start += piece)
            {
                hash.AppendData(MemoryMarshal.AsBytes(numbers.Slice(start, Math.Min(piece, numbers.Length - start))));
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }
}
