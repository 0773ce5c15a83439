using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Vectors;

/// <summary>Points in a vector of 512 bits.</summary>
internal readonly unsafe struct Points512<T>(Vector512<T> values) : IPointVector<Points512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T> _values = values;

    /// <inheritdoc />
    public static int Count => Vector512<T>.Count;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Points512<T> Create(T value) => new(Vector512.Create(value));

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Points512<T> Load(T* from) => new(Vector512.Load(from));

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Points512<T> MultiplyAdd(Points512<T> a, Points512<T> b, Points512<T> c) =>
        new(
            typeof(T) == typeof(float)
                ? Vector512
                    .FusedMultiplyAdd(a._values.AsSingle(), b._values.AsSingle(), c._values.AsSingle())
                    .As<float, T>()
                : Vector512
                    .FusedMultiplyAdd(a._values.AsDouble(), b._values.AsDouble(), c._values.AsDouble())
                    .As<double, T>()
        );

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* to) => _values.Store(to);
}
