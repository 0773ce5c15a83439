using System.Text.Json;

namespace Unlearn.Tool.Tests.EndToEnd;

[Parallelizable(ParallelScope.All)]
public sealed class DataTests
{
    [Test]
    public async Task Datasets_are_listed_with_licences()
    {
        ToolResult table = await ToolProcess.RunAsync(Path.GetTempPath(), "data", "list");
        ToolResult json = await ToolProcess.RunAsync(Path.GetTempPath(), "data", "list", "--format", "json");

        Assert.That(table.Output, Does.Match(@"(?m)^\s*digits\s.*inside the tool.*CC BY 4\.0"), table.ToString());
        using JsonDocument list = JsonDocument.Parse(json.Output);
        JsonElement first = list.RootElement[0];
        Assert.That(first.GetProperty("name").GetString(), Is.EqualTo("adult"));
        Assert.That(first.GetProperty("files")[0].GetProperty("sha256").GetString(), Does.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public async Task What_ships_is_good_and_a_missing_set_is_a_mistake_only_where_it_was_named()
    {
        using var folder = new WorkFolder();

        ToolResult all = await CheckAsync(folder);
        ToolResult digits = await CheckAsync(folder, "digits");
        ToolResult mnist = await CheckAsync(folder, "mnist");
        ToolResult wrong = await CheckAsync(folder, "mnst");

        Assert.That(all.ExitCode, Is.Zero, all.ToString());
        Assert.That(digits.Output, Does.Match(@"digits\.csv\.gz\s+good\s+inside the tool"), digits.ToString());
        Assert.That(mnist.ExitCode, Is.EqualTo(2), mnist.ToString());
        Assert.That(mnist.Output, Does.Contain("missing"));
        Assert.That(wrong.ExitCode, Is.EqualTo(2), wrong.ToString());
        Assert.That(wrong.Error, Does.Contain("Did you mean 'mnist'?"));
    }

    [Test]
    public async Task A_damaged_file_in_the_second_folder_of_the_variable_is_found()
    {
        using var folder = new WorkFolder();
        Directory.CreateDirectory(folder.At("second", "adult"));
        await File.WriteAllTextAsync(folder.At("second", "adult", "adult.data"), "damaged");

        ToolResult result = await CheckAsync(folder);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(
            result.Output,
            Does.Match(@"adult\.data\s+wrong checksum [0-9a-f]{64}\s+\S+second/adult/adult\.data")
        );
    }

    private static async Task<ToolResult> CheckAsync(WorkFolder folder, params string[] names)
    {
        using ToolProcess tool = ToolProcess.Start(
            folder.Path,
            ["data", "check", .. names],
            new Dictionary<string, string?>
            {
                ["UNLEARN_DATA"] = string.Join(Path.PathSeparator, folder.At("first"), folder.At("second")),
                ["XDG_CACHE_HOME"] = folder.At("cache"),
            }
        );
        return await tool.EndAsync();
    }
}
