using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Unlearn.Learning.Models.Weights;

/// <summary>What the header of a safetensors file says of an array.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as F32.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Start">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsPlace(string Name, string Type, ImmutableArray<int> Shape, long Start, long End)
{
    /// <summary>Bytes of a value.</summary>
    public int Width =>
        Type switch
        {
            "F64" or "I64" or "U64" => 8,
            "F32" or "I32" or "U32" => 4,
            "F16" or "BF16" or "I16" or "U16" => 2,
            "I8" or "U8" or "BOOL" => 1,
            _ => throw new InvalidDataException($"Array '{Name}' has the unknown type '{Type}'."),
        };

    /// <summary>Whether the values are weights.</summary>
    public bool IsFloatingPoint => Type is "F64" or "F32" or "F16" or "BF16";

    /// <summary>Reads an entry of the header and compares the place with what type and shape take.</summary>
    /// <exception cref="InvalidDataException">The two differ, or the entry has another form.</exception>
    public static SafetensorsPlace Read(string name, JsonElement entry)
    {
        if (entry.GetProperty("data_offsets").EnumerateArray().ToArray() is not [var start, var end])
        {
            throw new InvalidDataException($"Array '{name}' needs two offsets, where its bytes begin and end.");
        }

        var place = new SafetensorsPlace(
            name,
            entry.GetProperty("dtype").GetString() ?? "",
            [.. entry.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32())],
            start.GetInt64(),
            end.GetInt64()
        );
        long bytes = place.Shape.Aggregate((long)place.Width, static (product, size) => checked(product * size));
        return
            place.Shape.All(static size => size >= 0)
            && place.Start >= 0
            && place.End >= place.Start
            && place.End - place.Start == bytes
            ? place
            : throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Array '{name}' of type {place.Type} and shape [{string.Join(", ", place.Shape)}] should take {bytes} bytes, but its place is {place.Start} to {place.End}: the file is damaged."
                )
            );
    }

    /// <summary>
    /// The arrays must cover the bytes behind the header without gaps and without sharing any, as the format demands: then all of them
    /// together take no more memory than the file.
    /// </summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void CheckCover(IEnumerable<SafetensorsPlace> places, long length)
    {
        long at = 0;
        foreach (
            SafetensorsPlace place in places.OrderBy(static place => place.Start).ThenBy(static place => place.End)
        )
        {
            if (place.Start != at)
            {
                throw new InvalidDataException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Array '{place.Name}' begins at {place.Start}, the one before it ends at {at}: arrays must follow one another."
                    )
                );
            }

            at = place.End;
        }

        if (at != length)
        {
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The arrays end at {at} of {length} bytes: the file is truncated or damaged."
                )
            );
        }
    }
}
