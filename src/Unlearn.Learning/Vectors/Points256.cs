using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unlearn.Learning.Vectors;

/// <summary>Points in a vector of 256 bits.</summary>
internal readonly unsafe struct Points256<T>(Vector256<T> values) : IPointVector<Points256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _values = values;

    /// <inheritdoc />
    public static int Count => Vector256<T>.Count;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Points256<T> Create(T value) => new(Vector256.Create(value));

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Points256<T> Load(T* from) => new(Vector256.Load(from));

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Points256<T> MultiplyAdd(Points256<T> a, Points256<T> b, Points256<T> c) =>
        new(
            typeof(T) == typeof(float)
                ? Vector256
                    .FusedMultiplyAdd(a._values.AsSingle(), b._values.AsSingle(), c._values.AsSingle())
                    .As<float, T>()
                : Vector256
                    .FusedMultiplyAdd(a._values.AsDouble(), b._values.AsDouble(), c._values.AsDouble())
                    .As<double, T>()
        );

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* to) => _values.Store(to);
}
