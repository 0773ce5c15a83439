using System.Numerics;

namespace Unlearn.Learning.Optimisation;

/// <summary>The logits of one batch of one member in the member's own buffers, and the place for their errors.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="points">Point ids; none where a step has no such batch.</param>
/// <param name="labels">Classes of all points of the dataset.</param>
/// <param name="logits">Row-major, <paramref name="stride"/> values per point.</param>
/// <param name="errors">As the logits: derivatives of the loss by them, to be filled; empty where they are not wanted.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="stride">Row length, a multiple of 16; columns beyond the classes have zero errors.</param>
internal readonly ref struct LogitBatch<T>(
    ReadOnlySpan<int> points,
    ReadOnlySpan<int> labels,
    ReadOnlySpan<T> logits,
    Span<T> errors,
    int classes,
    int stride
)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Point ids.</summary>
    public ReadOnlySpan<int> Points { get; } = points;

    /// <summary>Classes of all points of the dataset.</summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary>All logits.</summary>
    public ReadOnlySpan<T> Logits { get; } = logits;

    /// <summary>All errors.</summary>
    public Span<T> Errors { get; } = errors;

    /// <summary>Number of classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>Row length.</summary>
    public int Stride { get; } = stride;

    /// <summary>The class of one point of the batch.</summary>
    public int LabelOf(int position) => Labels[Points[position]];

    /// <summary>The logits of one point of the batch.</summary>
    public ReadOnlySpan<T> LogitsOf(int position) => Logits.Slice(position * Stride, Stride);

    /// <summary>The errors of one point of the batch.</summary>
    public Span<T> ErrorsOf(int position) => Errors.Slice(position * Stride, Stride);
}
