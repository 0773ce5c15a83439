using System.Runtime.InteropServices;

namespace Unlearn.Learning.Training.Dense;

/// <summary>Zeroed memory outside the garbage collector's heap, on a cache-line boundary, that no collection moves.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int CacheLine = 64;
    private T* _start;

    /// <summary>Allocates.</summary>
    /// <param name="length">Number of values.</param>
    public AlignedBuffer(int length)
    {
        Length = length;
        _start = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, length) * (nuint)sizeof(T), CacheLine);
        Span.Clear();
    }

    ~AlignedBuffer() => Free();

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The first value.</summary>
    public T* Start => _start;

    /// <summary>All values.</summary>
    public Span<T> Span => new(_start, Length);

    /// <inheritdoc />
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
