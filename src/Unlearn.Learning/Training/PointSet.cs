using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Unlearn.Learning.Training;

/// <summary>A set of point ids, ascending, equal by content.</summary>
public sealed class PointSet : IEquatable<PointSet>, IReadOnlyCollection<int>
{
    private readonly Lazy<string> _digest;

    /// <summary>Copies, sorts and removes repetitions.</summary>
    public PointSet(IEnumerable<int> points)
        : this([.. points.Distinct().Order()]) { }

    private PointSet(ImmutableArray<int> ascending)
    {
        Ids = ascending;
        _digest = new Lazy<string>(() =>
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Ids.AsSpan())))
        );
    }

    /// <summary>The ids, ascending.</summary>
    public ImmutableArray<int> Ids { get; }

    /// <inheritdoc />
    public int Count => Ids.Length;

    /// <summary>SHA-256 of the ids (little-endian 32-bit), lower-case hexadecimal.</summary>
    public string Digest => _digest.Value;

    /// <summary>The points of all sets.</summary>
    public static PointSet Union(IEnumerable<PointSet> sets)
    {
        PointSet[] all = [.. sets];
        var chosen = new BitArray(
            all.Select(static set => set.Count == 0 ? 0 : set.Ids[^1] + 1).DefaultIfEmpty().Max()
        );
        foreach (PointSet set in all)
        {
            foreach (int point in set.Ids)
            {
                chosen[point] = true;
            }
        }

        return new PointSet([.. Enumerable.Range(0, chosen.Length).Where(point => chosen[point])]);
    }

    /// <summary>The points that are not in the other set.</summary>
    public PointSet Except(PointSet other) => Those(other, there: false);

    /// <summary>The points that are in the other set too.</summary>
    public PointSet Intersect(PointSet other) => Those(other, there: true);

    /// <inheritdoc />
    public bool Equals(PointSet? other) => other is not null && Ids.AsSpan().SequenceEqual(other.Ids.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PointSet);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Ids.IsEmpty ? 0 : HashCode.Combine(Ids.Length, Ids[0], Ids[^1], Ids[Ids.Length / 2]);

    /// <inheritdoc />
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Ids).GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private PointSet Those(PointSet other, bool there)
    {
        var those = ImmutableArray.CreateBuilder<int>();
        int at = 0;
        foreach (int point in Ids)
        {
            while (at < other.Count && other.Ids[at] < point)
            {
                at++;
            }

            if ((at < other.Count && other.Ids[at] == point) == there)
            {
                those.Add(point);
            }
        }

        return new PointSet(those.ToImmutable());
    }
}
