using Unlearn.Engine.Ledger;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Tests.Running;

public sealed class BoundedCacheTests
{
    [Test]
    public void What_was_not_used_for_longest_leaves_first()
    {
        var cache = new BoundedCache<string>(3);
        foreach (string name in (string[])["a", "b", "c"])
        {
            cache.GetOrAdd(Key(name), () => name, static _ => 1);
        }

        cache.Find(Key("a"));
        cache.GetOrAdd(Key("d"), () => "d", static _ => 1);
        Assert.That(cache.Find(Key("b")), Is.Null);
        Assert.That(cache.Find(Key("a")), Is.EqualTo("a"));
    }

    [Test]
    public void What_is_pinned_stays()
    {
        var cache = new BoundedCache<string>(1);
        cache.Put(Key("a"), "a", 5, pinned: true);
        cache.Put(Key("b"), "b", 5, pinned: false);
        cache.Put(Key("c"), "c", 5, pinned: false);
        Assert.That(cache.Find(Key("a")), Is.EqualTo("a"));
        Assert.That(cache.Find(Key("b")), Is.Null);
        Assert.That(cache.Find(Key("c")), Is.EqualTo("c"), "the last one stays even where it is too large");
    }

    [Test]
    public void A_value_is_made_once_however_many_threads_ask()
    {
        var cache = new BoundedCache<string>(100);
        int made = 0;
        Parallel.For(
            0,
            64,
            _ =>
                cache.GetOrAdd(
                    Key("a"),
                    () =>
                    {
                        Interlocked.Increment(ref made);
                        Thread.Sleep(20);
                        return "a";
                    },
                    static _ => 1
                )
        );
        Assert.That(made, Is.EqualTo(1));
    }

    [Test]
    public void A_failure_is_not_remembered()
    {
        var cache = new BoundedCache<string>(100);
        Assert.That(
            () => cache.GetOrAdd(Key("a"), static () => throw new InvalidOperationException(), static _ => 1),
            Throws.InvalidOperationException
        );
        Assert.That(cache.GetOrAdd(Key("a"), static () => "a", static _ => 1), Is.EqualTo("a"));
    }

    private static ContentKey Key(string name) => ContentKey.Of(name);
}
