using System.Diagnostics;
using Unlearn.Engine.Cluster;

namespace Unlearn.Engine.Tests.Cluster;

public sealed class ShellWordTests
{
    private static readonly string[] Words =
    [
        "/plain/path-1.txt",
        "two words",
        "it's",
        "$HOME `id` \"q\" \\",
        "",
        "a%b",
        "*",
    ];

    [TestCaseSource(nameof(Words))]
    [Platform(Exclude = "Win", Reason = "asks a POSIX shell")]
    public void A_shell_reads_the_text_back_unchanged(string text)
    {
        string script = $"printf '%s\n' {ShellWord.Of(text)} \"{ShellWord.Inside(text)}\"";

        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true })!;
        string read = shell.StandardOutput.ReadToEnd();

        Assert.That(read, Is.EqualTo($"{text}\n{text}\n"));
    }
}
