using System.Text.Json;

namespace Unlearn.Verification.Tests.Oracles;

/// <summary>Reads the oracle files that lie beside the tests.</summary>
internal static class Oracle
{
    public static JsonElement Read(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Oracles", file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement element) =>
        [.. element.EnumerateArray().Select(e => e.GetDouble())];

    public static bool[] Flags(this JsonElement element) =>
        [.. element.EnumerateArray().Select(e => e.GetInt32() != 0)];

    public static int[] Integers(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetInt32())];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>A JSON null stands for an unbounded value.</summary>
    public static double NumberOrInfinity(this JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null
            ? double.PositiveInfinity
            : element.GetProperty(name).GetDouble();
}
