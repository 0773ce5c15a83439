using System.Text.Encodings.Web;
using System.Text.Json;

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

    private static JsonSerializerOptions Options(bool indented) =>
        new(EngineJson.Default.Options)
        {
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
