using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>One member of a network in memory of its own, with gradients by hand: no tensors, and no allocation from batch to batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract unsafe class NativeMember<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _weights;
    private readonly AlignedBuffer<T> _gradient;

    /// <summary>Allocates weights and gradient.</summary>
    private protected NativeMember(DensePacking packing)
    {
        Packing = packing;
        _weights = new AlignedBuffer<T>(packing.Length);
        _gradient = new AlignedBuffer<T>(packing.Length);
    }

    /// <summary>Where each layer's weights lie, from input to output.</summary>
    public abstract IReadOnlyList<Range> Parts { get; }

    /// <summary>Weights of all layers.</summary>
    public Span<T> Weights => _weights.Span;

    /// <summary>What <see cref="Backward"/> adds gradients to: a gradient, or a velocity.</summary>
    public Span<T> Gradient => _gradient.Span;

    /// <summary>Values from one point's logits to the next's.</summary>
    public abstract int Stride { get; }

    /// <summary>Errors at the logits, to be filled before <see cref="Backward"/>; padding columns must be zero.</summary>
    public abstract Span<T> LogitErrors { get; }

    /// <summary>How parameters lie.</summary>
    protected DensePacking Packing { get; }

    /// <summary>The first weight.</summary>
    protected T* FirstWeight => _weights.Start;

    /// <summary>The first value of the gradient.</summary>
    protected T* FirstGradient => _gradient.Start;

    /// <summary>Copies a member's row of a stack into place.</summary>
    public void Load(ReadOnlySpan<T> row) => Pack(row, Weights);

    /// <summary>Copies the weights into a member's row of a stack.</summary>
    public void Store(Span<T> row) => Unpack(Weights, row);

    /// <summary>Copies the gradient into a row laid out like a stack's.</summary>
    public void StoreGradient(Span<T> row) => Unpack(Gradient, row);

    /// <summary>Copies a row laid out like a stack's into values laid out like <see cref="Weights"/>; padding is left alone.</summary>
    public void Pack(ReadOnlySpan<T> row, Span<T> packed) => Packing.Scatter(row, packed);

    /// <summary>Copies values laid out like <see cref="Weights"/> into a row laid out like a stack's.</summary>
    public void Unpack(ReadOnlySpan<T> packed, Span<T> row) => Packing.Gather(packed, row);

    /// <summary>Logits of a batch; a point's bits depend on no other point.</summary>
    /// <param name="rows">The points.</param>
    /// <param name="points">Those of the batch.</param>
    /// <param name="keep">Whether what <see cref="Backward"/> needs is kept.</param>
    /// <returns>Row-major, points times <see cref="Stride"/>; valid until the next call.</returns>
    public abstract Span<T> Forward(FeatureRows<T> rows, ReadOnlySpan<int> points, bool keep = true);

    /// <summary>
    /// Adds the gradient of the last forward batch, given the errors at its logits, and lets <paramref name="step"/> change each part of the
    /// weights as soon as its gradient is complete and nothing needs the old values any more: both are in the cache then.
    /// </summary>
    /// <param name="rows">The points.</param>
    /// <param name="points">Those of the batch.</param>
    /// <param name="step">What happens to each part.</param>
    /// <param name="lowest">The first layer that is wanted; those below it get neither gradient nor step.</param>
    /// <param name="squares">
    /// Whether squares of the points' own gradients are added up instead. Values and errors of the batch are used up.
    /// </param>
    public abstract void Backward<TStep>(
        FeatureRows<T> rows,
        ReadOnlySpan<int> points,
        TStep step,
        int lowest = 0,
        bool squares = false
    )
        where TStep : struct, IDenseStep<T>;

    /// <inheritdoc />
    public void Dispose()
    {
        _weights.Dispose();
        _gradient.Dispose();
        Free();
    }

    /// <summary>Frees what else there is.</summary>
    protected abstract void Free();
}
