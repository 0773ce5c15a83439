using System.Text.Json;
using Unlearn.Audit;
using Unlearn.Formats.Arrays;
using Unlearn.Tool.Tests.EndToEnd;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Everything that can be audited runs, asks for what it needs, and is documented.</summary>
public sealed class AuditCatalogTests
{
    private static IEnumerable<string> Names => AuditCatalog.Names;

    [TestCaseSource(nameof(Names))]
    public async Task It_runs_on_the_arrays_that_it_names(string name)
    {
        using var folder = new WorkFolder();
        ArrayWriter.Npz(folder.At("all.npz"), Samples.For(AuditCatalog.Create(name, [])));

        JsonElement run = await Auditor.JsonAsync(name, "--target", folder.At("all.npz"));
        ToolResult table = await Auditor.RunAsync(name, "--target", folder.At("all.npz"));

        int results = run.GetProperty("figures").GetArrayLength() + run.GetProperty("rows").GetArrayLength();
        Assert.That(results, Is.Positive);
        Assert.That(run.GetProperty("notRead").GetArrayLength(), Is.Zero, "every array that it names is read");
        Assert.That(table.ExitCode, Is.Zero, table.ToString());
        Assert.That(table.Output, Does.Contain("read: "));
        Assert.That(table.Error, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public async Task It_asks_for_each_array_that_is_missing_and_says_what_there_is(string name)
    {
        IAudit audit = AuditCatalog.Create(name, []);
        NamedArray[] all = Samples.For(audit);
        using var folder = new WorkFolder();
        foreach (ArrayNeed need in audit.Arrays.Where(static need => need.Required))
        {
            NamedArray[] others = [.. all.Where(array => array.Name != need.Name)];
            ArrayWriter.Npz(folder.At("some.npz"), others);

            await Auditor.RefusesAsync(
                $"'{name}' needs '{need.Name}' ({need.Shape}",
                name,
                "--target",
                folder.At("some.npz")
            );
            if (others.Length > 0)
            {
                await Auditor.RefusesAsync($"Given: '{others[0].Name}'", name, "--target", folder.At("some.npz"));
            }
        }
    }

    [TestCase("ks", "kolmogorov-smirnov")]
    [TestCase("one-run", "one-run-audit")]
    [TestCase("epsilon", "epsilon-bound")]
    [TestCase("relearn", "relearn-time")]
    [TestCase("anamnesis", "anamnesis-index")]
    public void A_short_name_means_the_long_one(string given, string name) =>
        Assert.That(AuditCatalog.Create(given, []).Name, Is.EqualTo(name));

    [Test]
    public void The_page_has_a_line_for_each_with_its_arrays_and_options() => AuditPage.Check();

    [Test]
    public async Task Without_a_name_everything_is_listed_with_its_arrays()
    {
        ToolResult result = await Auditor.RunAsync();
        JsonElement json = Auditor.Parse((await Auditor.RunAsync("--format", "json")).Output);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("'shadow_members' (models x points, 0 or 1)"));
        Assert.That(json.GetArrayLength(), Is.EqualTo(AuditCatalog.Names.Count));
    }
}
