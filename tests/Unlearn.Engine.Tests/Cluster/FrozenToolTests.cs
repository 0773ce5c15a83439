using System.Diagnostics;
using Unlearn.Core;
using Unlearn.Engine.Cluster;

namespace Unlearn.Engine.Tests.Cluster;

public sealed class FrozenToolTests
{
    [Test]
    public void A_frozen_tool_stays_as_it_was_and_runs_with_the_same_tool_share_it()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "one");
        ClusterFolder first = Freeze(folder, "first");
        ClusterFolder second = Freeze(folder, "second");
        Write(folder, "two");
        ClusterFolder third = Freeze(folder, "third");

        Assert.That(Frozen(first), Is.EqualTo("one"));
        Assert.That(Frozen(second), Is.EqualTo("one"));
        Assert.That(Frozen(third), Is.EqualTo("two"));
        Assert.That(new ToolShelf(folder["store"]).List().Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_copy_that_was_cut_short_is_made_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "whole");
        ClusterFolder run = Freeze(folder, "run");
        string link = new DirectoryInfo(run.Tool).LinkTarget!;
        Directory.Delete(link, recursive: true);

        Freeze(folder, "run");

        Assert.That(Frozen(run), Is.EqualTo("whole"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "the launcher is a shell script")]
    public void The_launcher_starts_the_entry_with_the_runtime_it_is_told()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "tool");
        ClusterFolder run = Freeze(folder, "a run");
        string dotnet = folder["dotnet"];
        File.WriteAllText(dotnet, "#!/bin/sh\necho \"$@\"\n");
        using (var chmod = Process.Start("chmod", ["+x", dotnet]))
        {
            chmod.WaitForExit();
        }

        var start = new ProcessStartInfo(run.Launcher, ["worker", "RUN", "3"]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ROOT"] = folder.Path;
        using var launched = Process.Start(start)!;

        Assert.That(
            launched.StandardOutput.ReadToEnd().Trim(),
            Is.EqualTo($"{Path.Combine(run.Folder, "tool", "unlearn.dll")} worker RUN 3")
        );
    }

    [Test]
    public void A_folder_without_the_tool_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.That(
            () => FrozenTool.Freeze(folder.Path, "unlearn.dll", folder["store"], new ClusterFolder(folder["run"])),
            Throws.TypeOf<InputException>().With.Message.Contains("unlearn.dll")
        );
    }

    private static void Write(TemporaryFolder folder, string content)
    {
        Directory.CreateDirectory(Path.Combine(folder["tool"], "inner"));
        File.WriteAllText(Path.Combine(folder["tool"], "unlearn.dll"), "entry");
        File.WriteAllText(Path.Combine(folder["tool"], "inner", "part.dll"), content);
    }

    private static ClusterFolder Freeze(TemporaryFolder folder, string run)
    {
        var cluster = new ClusterFolder(folder[run]);
        Directory.CreateDirectory(cluster.Folder);
        FrozenTool.Freeze(folder["tool"], "unlearn.dll", folder["store"], cluster);
        return cluster;
    }

    private static string Frozen(ClusterFolder run) => File.ReadAllText(Path.Combine(run.Tool, "inner", "part.dll"));
}
