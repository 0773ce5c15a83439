using System.Numerics;

namespace Unlearn.Learning.Vectors;

/// <summary>
/// One number of each of several points, or of several outputs of one point, side by side. Kernels that keep them apart are written once for vectors of
/// any length: lanes never mix, so that bits do not depend on the length that a processor has.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IPointVector<TSelf, T>
    where TSelf : struct, IPointVector<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of points.</summary>
    static abstract int Count { get; }

    /// <summary>The same number for all points.</summary>
    static abstract TSelf Create(T value);

    /// <summary>Reads them.</summary>
    static abstract TSelf Load(T* from);

    /// <summary>a times b plus c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Writes them.</summary>
    void Store(T* to);
}
