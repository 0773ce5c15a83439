using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unlearn.Engine.Store;

/// <summary>
/// Float32 arrays in the safetensors format: eight bytes with the length of a JSON header, the header, the values. Any
/// tool that reads the format can open a stored model.
/// </summary>
internal static class SafetensorsFile
{
    private const int Alignment = 8;
    private const long LargestHeader = 100_000_000;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's bytes.</summary>
    /// <param name="metadata">Text pairs for the header, written in the given order.</param>
    /// <param name="arrays">The arrays, written one after another.</param>
    public static byte[] Write(IEnumerable<(string Key, string Value)> metadata, IReadOnlyList<NamedArray> arrays)
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
        foreach (NamedArray array in arrays)
        {
            MemoryMarshal.AsBytes(array.Values.Span).CopyTo(image.AsSpan(start));
            start += array.Values.Length * sizeof(float);
        }

        return image;
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvalidDataException">They are no safetensors file of float32 arrays.</exception>
    public static (IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<NamedArray> Arrays) Read(byte[] image)
    {
        int start = DataStart(image);
        using JsonDocument header = Parse(image.AsMemory(sizeof(ulong), start - sizeof(ulong)));
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var arrays = new List<NamedArray>();
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.NameEquals("__metadata__"))
            {
                foreach (JsonProperty pair in entry.Value.EnumerateObject())
                {
                    metadata[pair.Name] = pair.Value.GetString() ?? "";
                }
            }
            else
            {
                arrays.Add(ReadArray(entry, image, start));
            }
        }

        return (metadata, arrays);
    }

    private static void WriteHeader(
        Utf8JsonWriter writer,
        IEnumerable<(string Key, string Value)> metadata,
        IReadOnlyList<NamedArray> arrays
    )
    {
        writer.WriteStartObject();
        writer.WriteStartObject("__metadata__");
        foreach ((string key, string value) in metadata)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        int offset = 0;
        foreach (NamedArray array in arrays)
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
            offset += array.Values.Length * sizeof(float);
            writer.WriteNumberValue(offset);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static int DataStart(byte[] image)
    {
        ulong length = image.Length < sizeof(ulong) ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(image);
        if (length > LargestHeader || sizeof(ulong) + (long)length > image.Length)
        {
            throw new InvalidDataException("The header is longer than the file.");
        }

        return sizeof(ulong) + (int)length;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> header)
    {
        try
        {
            return JsonDocument.Parse(header);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The header is no JSON.", error);
        }
    }

    private static NamedArray ReadArray(JsonProperty entry, byte[] image, int start)
    {
        JsonElement offsets = entry.Value.GetProperty("data_offsets");
        int first = offsets[0].GetInt32();
        int last = offsets[1].GetInt32();
        ImmutableArray<int> shape =
        [
            .. entry.Value.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32()),
        ];
        long count = shape.Aggregate(1L, static (product, size) => product * size);
        if (
            entry.Value.GetProperty("dtype").GetString() != "F32"
            || first < 0
            || last - first != count * sizeof(float)
            || start + (long)last > image.Length
        )
        {
            throw new InvalidDataException($"Array '{entry.Name}' is not float32 or does not fit the file.");
        }

        return new NamedArray(
            entry.Name,
            shape,
            MemoryMarshal.Cast<byte, float>(image.AsSpan(start + first, last - first)).ToArray()
        );
    }
}
