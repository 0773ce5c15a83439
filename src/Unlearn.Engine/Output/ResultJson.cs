using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Unlearn.Engine.Output;

/// <summary>The engine's JSON: camelCase, enums in kebab-case, stable names, the same bytes everywhere.</summary>
public static class ResultJson
{
    /// <summary>For files that people open: indented.</summary>
    internal static EngineJson Readable { get; } = new(Options(indented: true));

    /// <summary>For lines and store entries: without white space.</summary>
    internal static EngineJson Compact { get; } = new(Options(indented: false));

    /// <summary>A result, plan, status, comparison, list or lock as indented JSON, for <c>--format json</c>.</summary>
    /// <exception cref="ArgumentException">The type is none that the engine writes.</exception>
    public static string Text<T>(T value) =>
        Readable.GetTypeInfo(typeof(T)) is { } type
            ? JsonSerializer.Serialize(value, type)
            : throw new ArgumentException($"{typeof(T)} is no type that the engine writes.", nameof(value));

    /// <summary>Reads a value; a file of another version or damaged in form is an error, never a value with holes.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <exception cref="JsonException">It is no JSON, or of another form: a member is missing, null, or of another type.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Reading.GetTypeInfo(typeof(T)))
                ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // Of a derived type without its name, a key that is there twice, or text that is no text.
            throw new JsonException(error.Message, error);
        }
    }

    private static JsonSerializerOptions Reading { get; } =
        new(EngineJson.Default.Options) { TypeInfoResolver = EngineJson.Default.WithAddedModifier(RefuseNulls) };

    /// <summary>Types say which members may be null; items of lists and maps never are.</summary>
    private static void RefuseNulls(JsonTypeInfo type)
    {
        bool isList = type.Kind == JsonTypeInfoKind.Enumerable;
        if ((isList || type.Kind == JsonTypeInfoKind.Dictionary) && type.ElementType is { IsValueType: false })
        {
            type.OnDeserialized = read =>
            {
                IEnumerable items = read is IDictionary map ? map.Values : (IEnumerable)read;
                if (items.Cast<object?>().Contains(null))
                {
                    throw new JsonException("An item of a list or map is null.");
                }
            };
        }
    }

    private static JsonSerializerOptions Options(bool indented) =>
        new(EngineJson.Default.Options)
        {
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
