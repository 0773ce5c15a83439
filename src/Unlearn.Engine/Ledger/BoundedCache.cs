using Unlearn.Engine.Store;

namespace Unlearn.Engine.Ledger;

/// <summary>
/// Values by key in bounded memory: the ones that were not used for longest leave first, and are made again when
/// somebody asks. A value is made once, however many threads ask at the same time.
/// </summary>
/// <param name="capacity">Bytes; the value last asked for stays even where it alone is larger.</param>
internal sealed class BoundedCache<T>(long capacity)
    where T : class
{
    private readonly Dictionary<ContentKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _recent = new();
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>The value of a key, made if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the value; what it throws is not remembered.</param>
    /// <param name="size">The value's bytes.</param>
    public T GetOrAdd(ContentKey key, Func<T> make, Func<T, long> size)
    {
        LinkedListNode<Entry> node;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out node!))
            {
                node = Add(key, new Lazy<T>(make), pinned: false);
            }

            Touch(node);
        }

        T value;
        try
        {
            value = node.Value.Value.Value;
        }
        catch
        {
            Forget(node);
            throw;
        }

        Weigh(node, size(value));
        return value;
    }

    /// <summary>The value of a key, or null when it is not there.</summary>
    public T? Find(ContentKey key)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? node) && node.Value.Value.IsValueCreated)
            {
                Touch(node);
                return node.Value.Value.Value;
            }
        }

        return null;
    }

    /// <summary>Adds or replaces a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="pinned">Whether it stays whatever happens, because it cannot be made again.</param>
    public void Put(ContentKey key, T value, long bytes, bool pinned)
    {
        LinkedListNode<Entry> node;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? old))
            {
                Remove(old);
            }

            node = Add(key, new Lazy<T>(value), pinned);
        }

        Weigh(node, bytes);
    }

    /// <summary>Lets a value go, unless it is pinned.</summary>
    public void Drop(ContentKey key)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? node) && !node.Value.Pinned)
            {
                Remove(node);
            }
        }
    }

    private LinkedListNode<Entry> Add(ContentKey key, Lazy<T> value, bool pinned)
    {
        LinkedListNode<Entry> node = _recent.AddFirst(new Entry(key, value, pinned));
        _entries.Add(key, node);
        return node;
    }

    private void Touch(LinkedListNode<Entry> node)
    {
        _recent.Remove(node);
        _recent.AddFirst(node);
    }

    private void Weigh(LinkedListNode<Entry> node, long bytes)
    {
        lock (_gate)
        {
            if (node.List is null || node.Value.Bytes > 0)
            {
                return;
            }

            node.Value.Bytes = bytes;
            _bytes += bytes;
            LinkedListNode<Entry>? oldest = _recent.Last;
            while (_bytes > capacity && oldest is not null)
            {
                LinkedListNode<Entry>? next = oldest.Previous;
                if (oldest != node && !oldest.Value.Pinned && oldest.Value.Bytes > 0)
                {
                    Remove(oldest);
                }

                oldest = next;
            }
        }
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        lock (_gate)
        {
            if (node.List is not null)
            {
                Remove(node);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _bytes -= node.Value.Bytes;
        _entries.Remove(node.Value.Key);
        _recent.Remove(node);
    }

    private sealed class Entry(ContentKey key, Lazy<T> value, bool pinned)
    {
        public ContentKey Key { get; } = key;

        public Lazy<T> Value { get; } = value;

        public bool Pinned { get; } = pinned;

        public long Bytes { get; set; }
    }
}
