using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Weights;

/// <summary>
/// The safetensors format: the length of a JSON header as a 64-bit little-endian number, the header with type, shape and place of each
/// array, then the arrays. Reading one runs no code, unlike a pickle.
/// </summary>
public static class Safetensors
{
    /// <summary>The end of the names of such files.</summary>
    public const string Extension = ".safetensors";

    private const int Alignment = 8;
    private const long LargestHeader = 100_000_000;
    private const string MetadataName = "__metadata__";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads every array; 16-bit and 64-bit floating-point numbers become 32-bit.</summary>
    /// <exception cref="InputException">The file is missing, a pickle, damaged or holds arrays of other types.</exception>
    public static ImmutableSortedDictionary<string, WeightArray> Read(string path)
    {
        byte[] file = RegularFile.Read(path, "give the path of a safetensors file of weights.");
        RefusePickles(file, path);
        try
        {
            return Parse(file).Arrays;
        }
        catch (InvalidDataException cause)
        {
            throw new InputException(cause.Message, path, 0, cause);
        }
    }

    /// <summary>Writes arrays as 32-bit floating-point numbers, in order of name.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, WeightArray> arrays) =>
        File.WriteAllBytes(
            path,
            ToBytes(
                [],
                [
                    .. arrays
                        .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                        .Select(static pair => new NamedWeights(pair.Key, pair.Value.Shape, pair.Value.Values)),
                ]
            )
        );

    /// <summary>The bytes of a file of 32-bit floating-point numbers.</summary>
    /// <param name="metadata">Pairs of text for the header, written first and in the given order; there may be none.</param>
    /// <param name="arrays">The arrays, written one after another.</param>
    public static byte[] ToBytes(IReadOnlyList<(string Key, string Value)> metadata, IReadOnlyList<NamedWeights> arrays)
    {
        using var header = new MemoryStream();
        using (var writer = new Utf8JsonWriter(header, Plain))
        {
            WriteHeader(writer, metadata, arrays);
        }

        while (header.Length % Alignment != 0)
        {
            header.WriteByte((byte)' ');
        }

        int start = sizeof(ulong) + (int)header.Length;
        var image = new byte[start + (arrays.Sum(static array => array.Values.Length) * sizeof(float))];
        BinaryPrimitives.WriteUInt64LittleEndian(image, (ulong)header.Length);
        header.GetBuffer().AsSpan(0, (int)header.Length).CopyTo(image.AsSpan(sizeof(ulong)));
        foreach (NamedWeights array in arrays)
        {
            MemoryMarshal.AsBytes(array.Values.Span).CopyTo(image.AsSpan(start));
            start += array.Values.Length * sizeof(float);
        }

        return image;
    }

    /// <summary>Reads a file's bytes; 16-bit and 64-bit floating-point numbers become 32-bit.</summary>
    /// <exception cref="InvalidDataException">They are no safetensors file, cut short, or hold arrays of other types.</exception>
    public static SafetensorsContent Parse(byte[] file)
    {
        long length = file.Length >= sizeof(ulong) ? BinaryPrimitives.ReadInt64LittleEndian(file) : -1;
        if (length < 2 || length > LargestHeader || length + sizeof(ulong) > file.Length)
        {
            throw new InvalidDataException("Not a safetensors file, or a truncated one: its header does not fit.");
        }

        try
        {
            using JsonDocument header = JsonDocument.Parse(file.AsMemory(sizeof(ulong), (int)length));
            ReadOnlyMemory<byte> data = file.AsMemory((int)length + sizeof(ulong));
            SafetensorsPlace[] places =
            [
                .. header
                    .RootElement.EnumerateObject()
                    .Where(static entry => entry.Name != MetadataName)
                    .Select(static entry => SafetensorsPlace.Read(entry.Name, entry.Value)),
            ];
            IReadOnlyDictionary<string, string> metadata = MetadataOf(header.RootElement);
            SafetensorsPlace.CheckCover(places, data.Length);
            return new SafetensorsContent(
                metadata,
                places.ToImmutableSortedDictionary(
                    static place => place.Name,
                    place => new WeightArray(place.Shape, Numbers(data.Span[(int)place.Start..(int)place.End], place)),
                    StringComparer.Ordinal
                )
            );
        }
        catch (Exception cause)
            when (cause
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or ArgumentException
            )
        {
            throw new InvalidDataException($"The safetensors header is damaged: {cause.Message}", cause);
        }
    }

    /// <summary>The pairs of text of a header.</summary>
    /// <param name="header">The header's JSON.</param>
    public static IReadOnlyDictionary<string, string> MetadataOf(JsonElement header) =>
        header.TryGetProperty(MetadataName, out JsonElement pairs)
            ? pairs
                .EnumerateObject()
                .ToDictionary(
                    static pair => pair.Name,
                    static pair => pair.Value.GetString() ?? "",
                    StringComparer.Ordinal
                )
            : ImmutableDictionary<string, string>.Empty;

    private static void WriteHeader(
        Utf8JsonWriter writer,
        IReadOnlyList<(string Key, string Value)> metadata,
        IReadOnlyList<NamedWeights> arrays
    )
    {
        writer.WriteStartObject();
        if (metadata.Count > 0)
        {
            writer.WriteStartObject(MetadataName);
            foreach ((string key, string value) in metadata)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }

        long offset = 0;
        foreach (NamedWeights array in arrays)
        {
            writer.WriteStartObject(array.Name);
            writer.WriteString("dtype", "F32");
            writer.WriteStartArray("shape");
            foreach (int size in array.Shape)
            {
                writer.WriteNumberValue(size);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(offset);
            offset += (long)array.Values.Length * sizeof(float);
            writer.WriteNumberValue(offset);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void RefusePickles(ReadOnlySpan<byte> file, string path)
    {
        bool pickle = file.Length > 1 && file[0] == 0x80 && file[1] is >= 2 and <= 5;
        if (pickle || file.StartsWith("PK\u0003\u0004"u8))
        {
            throw new InputException(
                "This looks like a PyTorch checkpoint, which is a pickle: loading one can run any code, so it is refused. Convert it in Python: "
                    + "from safetensors.torch import save_file; save_file(torch.load(\"model.pt\", weights_only=True), \"model.safetensors\")",
                path
            );
        }
    }

    /// <summary>Counters such as BatchNorm's num_batches_tracked are integers and no weights: they keep their name and have no values.</summary>
    private static float[] Numbers(ReadOnlySpan<byte> bytes, SafetensorsPlace place)
    {
        if (place.Type == "F32")
        {
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }

        if (!place.IsFloatingPoint)
        {
            return [];
        }

        var values = new float[bytes.Length / place.Width];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes.Slice(i * place.Width, place.Width);
            values[i] = place.Type switch
            {
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(at),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(at),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(at) << 16),
            };
        }

        return values;
    }
}
