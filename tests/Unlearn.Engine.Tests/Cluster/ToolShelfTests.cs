using Unlearn.Engine.Cluster;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Tests.Cluster;

/// <summary>Frozen tools are listed, verified and pruned like everything in the store, and never under a run that needs them.</summary>
public sealed class ToolShelfTests
{
    private static readonly DateTimeOffset Later = DateTimeOffset.UtcNow.AddDays(40);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private TemporaryFolder _folder = null!;
    private StoreInspector _inspector = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        _inspector = new StoreInspector(new ResultStore(_folder["store"], Assert.Fail));
    }

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void A_tool_is_listed_and_explained_with_the_runs_that_need_it()
    {
        ClusterFolder run = Freeze("run", "tool");

        CacheEntry tool = _inspector.List().Single();

        Assert.That(tool.Kind, Is.EqualTo("tool"));
        Assert.That(tool.Bytes, Is.EqualTo("entry".Length + "tool".Length));
        Assert.That(tool.Inputs, Is.EqualTo($$"""{"files":2,"neededBy":["{{run.Run}}"]}"""));
        Assert.That(_inspector.Explain(tool.Key[..8]), Is.EqualTo(tool));
    }

    [TestCase(null)]
    [TestCase("cancelled")]
    [TestCase("error")]
    public void A_tool_that_an_unfinished_run_needs_stays(string? outcome)
    {
        ClusterFolder run = Freeze("run", "tool");
        End(run, "completed"); // an earlier attempt
        Tell(run, new RunPlanned(DateTimeOffset.UtcNow, 1, 0));
        if (outcome is not null)
        {
            End(run, outcome);
        }

        PruneResult pruned = _inspector.Prune(Month, maxBytes: 0, Later);

        Assert.That(pruned, Has.Property("Tools").Zero.And.Property("Bytes").Zero);
        Assert.That(pruned.Needed, Is.EqualTo(new[] { run.Run }));
        Assert.That(File.ReadAllText(Path.Combine(run.Tool, "unlearn.dll")), Is.EqualTo("entry"));
    }

    [TestCase("completed")]
    [TestCase("failed")]
    public void A_tool_whose_runs_have_ended_goes_by_age(string outcome)
    {
        ClusterFolder run = Freeze("run", "tool");
        End(run, outcome);

        Assert.That(_inspector.Prune(Month, null, DateTimeOffset.UtcNow).Tools, Is.Zero, "too young");
        PruneResult pruned = _inspector.Prune(Month, null, Later);

        Assert.That(pruned.Tools, Is.EqualTo(1));
        Assert.That(pruned.Bytes, Is.EqualTo("entry".Length + "tool".Length));
        Assert.That(_inspector.List(), Is.Empty);
        Freeze("run", "tool");
        Assert.That(_inspector.List().Single().Kind, Is.EqualTo("tool"), "another run freezes it again");
    }

    [Test]
    public void A_tool_goes_by_size_and_counts_until_then()
    {
        End(Freeze("old", "something long"), "completed");
        ClusterFolder needed = Freeze("new", "short");

        PruneResult pruned = _inspector.Prune(null, maxBytes: "entryshort".Length, DateTimeOffset.UtcNow);

        Assert.That(pruned.Tools, Is.EqualTo(1));
        Assert.That(pruned.Needed, Is.Empty);
        Assert.That(Directory.Exists(needed.Tool));
        Assert.That(_inspector.List().Single().Bytes, Is.EqualTo("entryshort".Length));
    }

    [Test]
    public void A_run_that_is_gone_or_was_prepared_anew_with_another_tool_needs_the_old_one_no_longer()
    {
        Directory.Delete(Freeze("deleted", "first").Run, recursive: true);
        Freeze("run", "second");
        ClusterFolder run = Freeze("run", "third");

        PruneResult pruned = _inspector.Prune(Month, null, Later);

        Assert.That(pruned.Tools, Is.EqualTo(2));
        Assert.That(_inspector.List().Single().Inputs, Does.Contain(run.Run));
    }

    [Test]
    public void What_a_killed_copy_left_behind_is_removed()
    {
        Freeze("run", "tool");
        string left = ToolShelf.Temporary(Path.Combine(_folder["store"], "tools", new string('a', 64)));
        Directory.CreateDirectory(left);

        _inspector.Prune(Month, null, DateTimeOffset.UtcNow);
        Assert.That(left, Does.Exist, "it may be at work");
        _inspector.Prune(Month, null, DateTimeOffset.UtcNow.AddDays(2));

        Assert.That(Directory.Exists(left), Is.False);
        Assert.That(_inspector.List().ToArray(), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_damaged_tool_is_found_and_removed_unless_a_run_needs_it()
    {
        ClusterFolder run = Freeze("run", "tool");
        string part = Path.Combine(run.Tool, "inner", "part.dll");
        (int whole, IReadOnlyList<string> damaged) = _inspector.Verify(CancellationToken.None);
        Assert.That((whole, damaged.Count), Is.EqualTo((1, 0)));

        File.WriteAllText(part, "toll");
        Assert.That(_inspector.Verify(CancellationToken.None).Damaged, Has.Count.EqualTo(1));
        Assert.That(part, Does.Exist);
        End(run, "completed");
        Assert.That(_inspector.Verify(CancellationToken.None).Damaged, Has.Count.EqualTo(1));
        Assert.That(_inspector.List(), Is.Empty);
    }

    private ClusterFolder Freeze(string run, string content)
    {
        Directory.CreateDirectory(Path.Combine(_folder["tool"], "inner"));
        File.WriteAllText(Path.Combine(_folder["tool"], "unlearn.dll"), "entry");
        File.WriteAllText(Path.Combine(_folder["tool"], "inner", "part.dll"), content);
        var cluster = new ClusterFolder(_folder[run]);
        Directory.CreateDirectory(cluster.Folder);
        FrozenTool.Freeze(_folder["tool"], "unlearn.dll", _folder["store"], cluster);
        return cluster;
    }

    private static void End(ClusterFolder run, string outcome) =>
        Tell(run, new RunEnded(DateTimeOffset.UtcNow, outcome, null));

    private static void Tell(ClusterFolder run, RunEvent happened)
    {
        using var journal = new RunJournal(run.Run, new EventList(), TimeProvider.System);
        journal.Tell(happened);
    }
}
