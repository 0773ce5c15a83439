using System.Text.Json;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Numbers that independent code computed, copied beside the tests.</summary>
internal static class Oracle
{
    public static JsonElement Read(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Forgetting", "Oracles", file));
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static int[] Ints(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(static value => value.GetInt32())];

    public static double[] Doubles(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(static value => value.GetDouble())];
}
