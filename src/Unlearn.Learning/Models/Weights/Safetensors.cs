using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Unlearn.Verification;

namespace Unlearn.Learning.Models.Weights;

/// <summary>
/// The safetensors format: the length of a JSON header as a 64-bit little-endian number, the header with type, shape and place of each
/// array, then the arrays. Reading one runs no code, unlike a pickle.
/// </summary>
public static class Safetensors
{
    private const long LargestHeader = 100_000_000;

    /// <summary>Reads every array; 16-bit and 64-bit floating-point numbers become 32-bit.</summary>
    /// <exception cref="InputException">The file is missing, a pickle, damaged or holds arrays of other types.</exception>
    public static ImmutableSortedDictionary<string, WeightArray> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException("No such file of weights.", path);
        }

        byte[] file = File.ReadAllBytes(path);
        RefusePickles(file, path);
        long length = file.Length >= 8 ? BinaryPrimitives.ReadInt64LittleEndian(file) : -1;
        if (length < 2 || length > LargestHeader || length + 8 > file.Length)
        {
            throw new InputException("Not a safetensors file, or a truncated one: its header does not fit.", path);
        }

        try
        {
            using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, (int)length));
            ReadOnlyMemory<byte> data = file.AsMemory((int)length + 8);
            return header
                .RootElement.EnumerateObject()
                .Where(static entry => entry.Name != "__metadata__")
                .ToImmutableSortedDictionary(
                    static entry => entry.Name,
                    entry => Array(entry.Name, entry.Value, data.Span, path),
                    StringComparer.Ordinal
                );
        }
        catch (Exception cause)
            when (cause
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new InputException($"The safetensors header is damaged: {cause.Message}", path, 0, cause);
        }
    }

    /// <summary>Writes arrays as 32-bit floating-point numbers, in order of name.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, WeightArray> arrays)
    {
        (string Name, WeightArray Array)[] sorted =
        [
            .. arrays
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(static pair => (pair.Key, pair.Value)),
        ];
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach ((string name, WeightArray array) in sorted)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in array.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                offset += array.Values.Length * sizeof(float);
                json.WriteNumberValue(offset);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }

        using FileStream file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        header.WriteTo(file);
        foreach ((_, WeightArray array) in sorted)
        {
            file.Write(MemoryMarshal.AsBytes(array.Values.AsSpan()));
        }
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

    private static WeightArray Array(string name, JsonElement entry, ReadOnlySpan<byte> data, string path)
    {
        string type = entry.GetProperty("dtype").GetString() ?? "";
        ImmutableArray<int> shape =
        [
            .. entry.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32()),
        ];
        long start = entry.GetProperty("data_offsets")[0].GetInt64();
        long end = entry.GetProperty("data_offsets")[1].GetInt64();
        int size = type switch
        {
            "F64" => 8,
            "F32" => 4,
            "F16" or "BF16" => 2,
            "I64" or "I32" or "I16" or "I8" or "U8" or "BOOL" => 0,
            _ => throw new InputException($"Array '{name}' has the unknown type '{type}'.", path),
        };
        long count = shape.Aggregate(1L, static (product, s) => product * s);
        if (start < 0 || end < start || end > data.Length || (size > 0 && end - start != count * size))
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Array '{name}' of type {type} and shape [{string.Join(", ", shape)}] should take {count * size} bytes, but its place is {start} to {end} of {data.Length}: the file is truncated or damaged."
                ),
                path
            );
        }

        // Counters such as BatchNorm's num_batches_tracked are integers and no weights: they keep their name and have no values.
        ReadOnlySpan<byte> bytes = data[(int)start..(int)end];
        var values = new float[size == 0 ? 0 : count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(at),
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(at),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(at) << 16),
            };
        }

        return new WeightArray(shape, values);
    }
}
