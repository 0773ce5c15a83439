using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

public sealed class DoctorTests
{
    [Test]
    public async Task Eight_processes_that_start_at_once_with_an_empty_cache_all_work()
    {
        using var cache = new WorkFolder();
        var environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path };
        ToolProcess[] tools =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(_ => ToolProcess.Start(cache.Path, ["doctor", "--format", "json"], environment)),
        ];

        ToolResult[] results = await Task.WhenAll(tools.Select(static tool => tool.EndAsync()));

        Array.ForEach(tools, static tool => tool.Dispose());
        foreach (ToolResult result in results)
        {
            Assert.That(result.ExitCode, Is.Zero, result.ToString());
            using JsonDocument findings = JsonDocument.Parse(result.Output);
            Assert.That(findings.RootElement.GetProperty("libtorch").GetString(), Does.EndWith("works"));
            Assert.That(
                findings.RootElement.GetProperty("convolutions").GetString(),
                Does.StartWith("values and gradients of 72 shapes are right")
            );
        }

        Assert.That(Directory.EnumerateFiles(cache.Path, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task A_machine_on_which_libtorch_does_not_load_gives_exit_code_4_and_the_loaders_words()
    {
        using var broken = new WorkFolder();
        string built = Path.GetDirectoryName(ToolProcess.Executable)!;
        foreach (
            string name in Directory
                .EnumerateFiles(built)
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(static name => name != "libc10.so")
        )
        {
            // The start files are copied, because the runtime follows their links back to the intact folder.
            if (name is "unlearn" or "unlearn.dll")
            {
                File.Copy(Path.Combine(built, name), broken.At(name));
            }
            else
            {
                File.CreateSymbolicLink(broken.At(name), Path.Combine(built, name));
            }
        }

        using ToolProcess tool = ToolProcess.Start(broken.Path, ["doctor"], executable: broken.At("unlearn"));
        ToolResult result = await tool.EndAsync();

        Assert.That(result.ExitCode, Is.EqualTo(4), result.ToString());
        Assert.That(result.Error, Does.Contain("libc10.so").And.Contain("cannot open shared object file"));
        Assert.That(result.Error, Does.Not.Contain("   at "));
    }
}
