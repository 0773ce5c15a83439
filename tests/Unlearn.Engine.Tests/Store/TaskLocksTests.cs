using System.Globalization;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Tests.Store;

public sealed class TaskLocksTests
{
    private static readonly ContentKey Key = ContentKey.Of("task");
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Test]
    public void One_of_two_runs_gets_a_task_and_the_other_gets_it_afterwards()
    {
        using var folder = new TemporaryFolder();
        using var one = new TaskLocks(folder.Path, Quick, Never);
        using var other = new TaskLocks(folder.Path, Quick, Never);
        Assert.That(one.TryAcquire(Key), Is.True);
        Assert.That(other.TryAcquire(Key), Is.False);
        one.Release(Key);
        Assert.That(other.TryAcquire(Key), Is.True);
    }

    [Test]
    public void A_run_that_ends_gives_everything_back()
    {
        using var folder = new TemporaryFolder();
        using var other = new TaskLocks(folder.Path, Quick, Never);
        using (var one = new TaskLocks(folder.Path, Quick, Never))
        {
            one.TryAcquire(Key);
        }

        Assert.That(other.TryAcquire(Key), Is.True);
    }

    [Test]
    public void A_lock_of_a_dead_process_of_this_host_is_taken_over_at_once([Values] bool linked)
    {
        using var folder = new TemporaryFolder();
        using var locks = new TaskLocks(folder.Path, Quick, Never);
        Forge(folder, "9", int.MaxValue.ToString(CultureInfo.InvariantCulture), Environment.MachineName, linked);
        Assert.That(locks.TryAcquire(Key), Is.True);
    }

    [Test]
    public void A_lock_of_another_host_is_taken_over_when_its_owner_shows_no_life([Values] bool linked)
    {
        using var folder = new TemporaryFolder();
        using var locks = new TaskLocks(folder.Path, Quick, TimeSpan.FromMilliseconds(50));
        Forge(folder, "9", "1", "elsewhere", linked);
        Assert.That(locks.TryAcquire(Key), Is.False, "the first look knows nothing");
        Assert.That(() => locks.TryAcquire(Key), Is.True.After(60_000, 20));
    }

    [Test]
    public void A_lock_of_another_host_is_respected_as_long_as_its_owner_lives([Values] bool linked)
    {
        using var folder = new TemporaryFolder();
        using var locks = new TaskLocks(folder.Path, Quick, TimeSpan.FromMilliseconds(40));
        for (int beat = 0; beat < 10; beat++)
        {
            Forge(folder, beat.ToString(CultureInfo.InvariantCulture), "1", "elsewhere", linked);
            Assert.That(locks.TryAcquire(Key), Is.False);
            Thread.Sleep(50);
        }
    }

    [Test]
    public void Of_many_threads_exactly_one_gets_a_task()
    {
        using var folder = new TemporaryFolder();
        TaskLocks[] runs = [.. Enumerable.Range(0, 8).Select(_ => new TaskLocks(folder.Path, Quick, Never))];
        int winners = 0;
        Parallel.ForEach(
            runs,
            run =>
            {
                if (run.TryAcquire(Key))
                {
                    Interlocked.Increment(ref winners);
                }
            }
        );
        Assert.That(winners, Is.EqualTo(1));
        foreach (TaskLocks run in runs)
        {
            run.Dispose();
        }
    }

    [Test]
    public void A_lock_is_a_second_name_and_no_second_file()
    {
        using var folder = new TemporaryFolder();
        using var locks = new TaskLocks(folder.Path, Never, Never);
        locks.TryAcquire(Key);
        string owner = Directory.EnumerateFiles(folder["owners"]).Single();
        File.AppendAllText(owner, "!");

        Assert.That(File.ReadAllText(Path.Combine(folder["locks"], Key.Hex)), Is.EqualTo(File.ReadAllText(owner)));
        locks.Release(Key);
        Assert.That(owner, Does.Exist);
    }

    private static void Forge(TemporaryFolder folder, string beat, string process, string host, bool linked)
    {
        string owner = Path.Combine(folder["owners"], "somebody");
        string key = Path.Combine(folder["locks"], Key.Hex);
        File.WriteAllText(owner, $"{beat} {process} somebody {host}");
        if (!linked)
        {
            File.WriteAllText(key, "somebody");
        }
        else if (!File.Exists(key))
        {
            Assert.That(HardLink.TryCreate(owner, key), Is.True);
        }
    }
}
