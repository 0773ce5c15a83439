using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Unlearn.Engine.Output;

/// <summary>
/// How everything that the engine writes looks in JSON: camelCase, enums in kebab-case, non-finite numbers as strings, line feeds; the
/// same bytes for the same values on every machine. A folder says which of its types are written in a context of its own.
/// </summary>
internal static class JsonForm
{
    /// <summary>For files that people open: indented.</summary>
    public static JsonSerializerOptions Readable => Options(indented: true);

    /// <summary>For lines and store entries: without white space.</summary>
    public static JsonSerializerOptions Compact => Options(indented: false);

    // New ones for every context, because a context keeps the options that it is given.
    private static JsonSerializerOptions Options(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
