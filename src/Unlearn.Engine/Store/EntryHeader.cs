using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Store;

/// <summary>What the store knows of a result beside the result itself.</summary>
/// <param name="Key">The entry's key; readers refuse an entry whose key is not its name.</param>
/// <param name="Kind">Kind of task that made it: <c>member</c>, <c>unlearned</c>, <c>evaluation</c>, <c>attack</c>, <c>failure</c>.</param>
/// <param name="Inputs">Canonical JSON that the key is the hash of: why this entry is this entry.</param>
/// <param name="Seconds">Seconds of one worker that computing it took; no part of the key.</param>
/// <param name="Gradients">Single-point gradients that computing it took; no part of the key.</param>
public sealed record EntryHeader(ContentKey Key, string Kind, string Inputs, double Seconds, long Gradients)
{
    /// <summary>What the method that made the entry reported of its work; empty for everything but unlearned weights.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];
}
