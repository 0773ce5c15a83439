using System.Text.Json;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tables;

namespace Unlearn.Formats.Arrays;

/// <summary>
/// Arrays from JSON: nested lists of numbers (true and false are 1 and 0), named by the path of keys with <c>/</c>. A list of
/// objects is a table (<see cref="TableArrays"/>), and so are the columns and the split form of pandas and lines of objects; lists of texts
/// are arrays of texts; texts and nulls outside lists are passed over.
/// </summary>
internal static class JsonArrays
{
    /// <summary>Reads a document, or what stands at a path of keys in it.</summary>
    /// <param name="content">UTF-8 without a mark.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <param name="key">Keys with / between them; null: everything.</param>
    /// <exception cref="InputException">It is no JSON, has no such key, or a list is ragged or holds something else than numbers.</exception>
    public static IReadOnlyList<NamedArray> Read(ReadOnlyMemory<byte> content, string file, string? key = null)
    {
        try
        {
            using JsonDocument document = Parse(content, file);
            return Read(document.RootElement, file, key);
        }
        catch (InvalidOperationException error)
        {
            // Half of a surrogate pair passes for JSON until it is read.
            throw new InputException($"this is no JSON: {error.Message}", file, 0, error);
        }
    }

    private static List<NamedArray> Read(JsonElement root, string file, string? key)
    {
        string last = "";
        foreach (string step in key?.Split('/') ?? [])
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(step, out JsonElement inner))
            {
                string[] keys =
                    root.ValueKind == JsonValueKind.Object
                        ? [.. root.EnumerateObject().Select(static property => property.Name)]
                        : [];
                throw new InputException($"there is no key '{step}'.{NearestName.Sentence(step, keys)}", file);
            }

            root = inner;
            last = step;
        }

        var arrays = new List<NamedArray>();
        Collect(root, root.ValueKind == JsonValueKind.Object ? "" : last, file, arrays, top: true);
        return arrays;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> content, string file)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException error)
        {
            throw JsonDefect.Of(error, file);
        }
    }

    private static void Collect(JsonElement element, string name, string file, List<NamedArray> arrays, bool top)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when JsonShapes.Frame(element, file) is { } frame:
                AddTable(frame);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Collect(
                        property.Value,
                        name.Length > 0 ? $"{name}/{property.Name}" : property.Name,
                        file,
                        arrays,
                        false
                    );
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0 && element[0].ValueKind == JsonValueKind.Object:
                AddTable(JsonRows.Of([.. element.EnumerateArray()], file));
                break;
            case JsonValueKind.Array or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                arrays.Add(Numbers(element, name, file));
                break;
        }

        void AddTable(JsonRows rows)
        {
            string prefix = top ? "" : $"{name}/";
            arrays.AddRange(TableArrays.Read(rows).Select(array => array with { Name = prefix + array.Name }));
        }
    }

    /// <summary>Lines of objects, one per row.</summary>
    /// <exception cref="InputException">A line is no JSON, or there is none.</exception>
    public static IReadOnlyList<NamedArray> Lines(ReadOnlyMemory<byte> content, string file) =>
        TableArrays.Read(JsonRows.OpenLines(content, file));

    private static NamedArray Numbers(JsonElement element, string name, string file)
    {
        if (
            element.ValueKind == JsonValueKind.Array
            && element.EnumerateArray().All(IsText)
            && element.GetArrayLength() > 0
        )
        {
            return new NamedArray(
                name,
                [element.GetArrayLength()],
                [.. Enumerable.Repeat(double.NaN, element.GetArrayLength())]
            )
            {
                Texts = [.. element.EnumerateArray().Select(static text => text.GetString()!)],
            };
        }

        var shape = new List<int>();
        for (JsonElement at = element; at.ValueKind == JsonValueKind.Array; at = at[0])
        {
            shape.Add(at.GetArrayLength());
            if (shape[^1] == 0)
            {
                break;
            }
        }

        var values = new List<double>();
        Fill(element, 0);
        return new NamedArray(name, shape, [.. values]);

        void Fill(JsonElement at, int depth)
        {
            if (depth == shape.Count)
            {
                values.Add(
                    Number(at)
                        ?? throw new InputException(
                            $"'{name}' holds {at.GetRawText()}; nested lists of numbers are right.",
                            file
                        )
                );
                return;
            }

            if (at.ValueKind != JsonValueKind.Array || at.GetArrayLength() != shape[depth])
            {
                throw new InputException(
                    $"'{name}' is ragged: lists at depth {depth + 1} must all have {shape[depth]} entries.",
                    file
                );
            }

            foreach (JsonElement inner in at.EnumerateArray())
            {
                Fill(inner, depth + 1);
            }
        }
    }

    private static bool IsText(JsonElement element) => element.ValueKind == JsonValueKind.String;

    private static double? Number(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => null,
        };
}
