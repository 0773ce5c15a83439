using System.Collections;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Unlearn.Engine.Output;

/// <summary>
/// How everything that the engine writes looks in JSON: camelCase, enums in kebab-case, non-finite numbers as strings, line feeds; the
/// same bytes for the same values on every machine. A folder says which of its types are written in a context of its own.
/// </summary>
internal static class JsonForm
{
    private static readonly ConcurrentDictionary<IJsonTypeInfoResolver, JsonSerializerOptions> Reading = new();

    /// <summary>For files that people open: indented.</summary>
    public static JsonSerializerOptions Readable => Options(indented: true);

    /// <summary>For lines and store entries: without white space.</summary>
    public static JsonSerializerOptions Compact => Options(indented: false);

    /// <summary>Reads a value; a file of another version or damaged in form is an error, never a value with holes.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="type">What is read, from the context of its folder.</param>
    /// <exception cref="JsonException">It is no JSON, or of another form: a member is missing, null, there twice, or of another type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        JsonSerializerOptions options = Reading.GetOrAdd(type.OriginatingResolver!, Strict, type.Options);
        try
        {
            return JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))
                ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // Of a derived type without its name, a key that is there twice, or text that is no text.
            throw new JsonException(error.Message, error);
        }
    }

    private static JsonSerializerOptions Strict(IJsonTypeInfoResolver context, JsonSerializerOptions options) =>
        new(options) { TypeInfoResolver = context.WithAddedModifier(RefuseNulls), AllowDuplicateProperties = false };

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

    // New ones for every context, because a context keeps the options that it is given.
    private static JsonSerializerOptions Options(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(KebabNames.Policy, allowIntegerValues: false) },
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
