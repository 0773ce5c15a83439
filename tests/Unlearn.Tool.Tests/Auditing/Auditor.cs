using System.Text.Json;
using Unlearn.Tool.Tests.EndToEnd;
using Unlearn.Tool.Tests.Terminal;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary><c>unlearn audit</c> in this process, and the notion of equality of the oracles.</summary>
internal static class Auditor
{
    /// <summary>Runs the verb to its end.</summary>
    public static async Task<ToolResult> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var tool = new ToolApplication(ConsolesTests.Redirected(output, error));
        int code = await tool.RunAsync(["audit", .. arguments], CancellationToken.None);
        return new ToolResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the verb, which has to succeed, and reads its JSON.</summary>
    public static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        ToolResult result = await RunAsync([.. arguments, "--format", "json"]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return Parse(result.Output);
    }

    /// <summary>Runs the verb, which has to refuse with exit code 2 and words.</summary>
    public static async Task RefusesAsync(string words, params string[] arguments)
    {
        ToolResult result = await RunAsync(arguments);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(words));
        Assert.That(result.Error, Does.StartWith("error: ").And.Not.Contain("Exception").And.Not.Contain("   at "));
        Assert.That(result.Output, Is.Empty);
    }

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static string OraclePath(string file) => Path.Combine(AppContext.BaseDirectory, "Oracles", file);

    public static JsonElement Oracle(string file) => Parse(File.ReadAllText(OraclePath(file)));

    /// <summary>A figure by name.</summary>
    public static JsonElement Figure(this JsonElement run, string name) =>
        run.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("name").GetString() == name);

    /// <summary>The value of a figure.</summary>
    public static double Value(this JsonElement run, string name) => run.Figure(name).Number("value");

    /// <summary>A number; a text is <c>Infinity</c>, a null of the oracles unbounded.</summary>
    public static double Number(this JsonElement element, string name) =>
        element.GetProperty(name) switch
        {
            { ValueKind: JsonValueKind.Null } => double.PositiveInfinity,
            { ValueKind: JsonValueKind.String } text when text.GetString() == "Infinity" => double.PositiveInfinity,
            var number => number.GetDouble(),
        };

    /// <summary>Within a tolerance, relative or absolute.</summary>
    public static void Close(double actual, double expected, double tolerance, string what)
    {
        bool close = double.IsInfinity(expected)
            ? actual == expected
            : Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));
        Assert.That(close, Is.True, $"{what}: {actual:R} against {expected:R}");
    }
}
