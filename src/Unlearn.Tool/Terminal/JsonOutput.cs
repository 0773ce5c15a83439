using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unlearn.Tool.Terminal;

/// <summary>How the tool writes JSON to standard output.</summary>
internal static class JsonOutput
{
    /// <summary>Indented, camelCase, readable text unescaped.</summary>
    public static JsonSerializerOptions Indented { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
