using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unlearn.Engine.Output;

/// <summary>The two forms of the engine's JSON.</summary>
internal static class ResultJson
{
    /// <summary>For files that people open: indented.</summary>
    public static EngineJson Readable { get; } = new(Options(indented: true));

    /// <summary>For lines and store entries: without white space.</summary>
    public static EngineJson Compact { get; } = new(Options(indented: false));

    private static JsonSerializerOptions Options(bool indented) =>
        new(EngineJson.Default.Options)
        {
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
