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

    [Test]
    public async Task A_file_is_shown_as_it_is_read()
    {
        using var folder = new WorkFolder();
        folder.Write("p.csv", "id,age,job,since\n9007199254740993,30,cook,2020-01-31\n2,?,clerk,2019-12-01\n");

        ToolResult table = await ToolProcess.RunAsync(folder.Path, "data", "show", "p.csv");
        ToolResult json = await ToolProcess.RunAsync(folder.Path, "data", "show", "p.csv", "--format", "json");
        ToolResult nothing = await ToolProcess.RunAsync(folder.Path, "data", "show", "q.csv");

        Assert.That(
            table.Output,
            Does.StartWith("p.csv: 2 points").And.Match(@"job\s+text\s+clerk\s+cook\s+0\s+2"),
            table.ToString()
        );
        using JsonDocument shown = JsonDocument.Parse(json.Output);
        JsonElement[] columns = [.. shown.RootElement[0].GetProperty("columns").EnumerateArray()];
        Assert.That(
            columns.Select(static c => c.GetProperty("type").GetString()),
            Is.EqualTo(new[] { "number", "number", "text", "date" })
        );
        Assert.That(columns[0].GetProperty("most").GetString(), Is.EqualTo("9007199254740993"));
        Assert.That(columns[1].GetProperty("missing").GetInt32(), Is.EqualTo(1));
        Assert.That(shown.RootElement[0].GetProperty("firstRows")[1][2].GetString(), Is.EqualTo("clerk"));
        Assert.That(nothing.ExitCode, Is.EqualTo(2), nothing.ToString());
    }

    [Test]
    public async Task Long_cells_are_shown_by_their_beginning_and_columns_are_as_wide_as_what_is_seen()
    {
        using var folder = new WorkFolder();
        folder.Write("p.csv", $"a,b\n\u001b[31mred,1\n{new string('x', 100_000)},2\n");

        ToolResult table = await ToolProcess.RunAsync(folder.Path, "data", "show", "p.csv");

        Assert.That(table.Output, Does.Contain("(100000 characters)").And.Contain(@"\u001b[31mred"), table.ToString());
        Assert.That(table.Output, Has.Length.LessThan(10_000));
    }

    [Test]
    public async Task A_manifest_is_shown_with_classes_groups_sets_and_warnings()
    {
        using var folder = new WorkFolder();
        folder.Write("p.csv", "x,user,y\n1,ann,1\n2,bo,2\n3,ann,1\n4,cy,2\n");
        folder.Write(
            "m.unlearn.yaml",
            """
            experiment: shown
            seeds: { count: 1 }
            datasets: { p: { type: csv, path: p.csv, label: y, numeric: [x], group: user, split: { train: 0.5, test: 0.5, population: 0 } } }
            model: { type: softmax-regression }
            forget: { one: { type: class, label: 2 } }
            methods: { fine-tune: }
            """
        );

        ToolResult shown = await ToolProcess.RunAsync(folder.Path, "data", "show", "m.unlearn.yaml");

        Assert.That(
            shown.Output,
            Does.StartWith(
                "p: 4 points of 1\nparts: train 2, test 2, population 0\n2 classes: 1 2, 2 2\n3 groups: ann 2, bo 1, cy 1\n"
            ),
            shown.ToString()
        );
        Assert.That(shown.Error, Does.Contain("class-numbers: classes are numbered 1, 2 and not 0 to 1"));
    }

    [Test]
    public async Task Pictures_are_shown_on_a_page()
    {
        using var folder = new WorkFolder();
        foreach (string name in (string[])["cat", "dog"])
        {
            Directory.CreateDirectory(folder.At("pictures", name));
            await File.WriteAllTextAsync(folder.At("pictures", name, "1.pgm"), "P2 2 1 255 0 255\n");
        }

        ToolResult shown = await ToolProcess.RunAsync(
            folder.Path,
            "data",
            "show",
            "pictures",
            "--thumbnails",
            "sheet.html"
        );

        Assert.That(shown.ExitCode, Is.Zero, shown.ToString());
        string page = await File.ReadAllTextAsync(folder.At("sheet.html"));
        Assert.That(page, Does.Contain("<h2>dog: 1</h2>").And.Contain("data:image/bmp;base64,"));
    }
}
