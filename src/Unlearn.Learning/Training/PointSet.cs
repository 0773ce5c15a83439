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
    {
        Ids = [.. points.Distinct().Order()];
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

    /// <summary>The points that are not in the other set.</summary>
    public PointSet Except(PointSet other) => new(Ids.Except(other.Ids));

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
}
