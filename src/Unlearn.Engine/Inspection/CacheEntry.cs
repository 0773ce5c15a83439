namespace Unlearn.Engine.Inspection;

/// <summary>One entry of a store, for <c>unlearn cache list</c> and <c>explain</c>.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Kind">
/// <c>member</c>, <c>unlearned</c>, <c>evaluation</c>, <c>attack</c>, <c>failure</c> and the like, <c>unreadable</c>, or <c>tool</c>: a
/// tool that was frozen for runs on other machines.
/// </param>
/// <param name="Bytes">Size of its file; of a tool's files.</param>
/// <param name="Written">When it was written, by the file system's account.</param>
/// <param name="Seconds">What computing it took.</param>
/// <param name="Gradients">Single-point gradients that computing it took.</param>
/// <param name="Inputs">Canonical JSON that its key is the hash of; for a tool how many files it has and which runs need it.</param>
public sealed record CacheEntry(
    string Key,
    string Kind,
    long Bytes,
    DateTimeOffset Written,
    double Seconds,
    long Gradients,
    string Inputs
);
