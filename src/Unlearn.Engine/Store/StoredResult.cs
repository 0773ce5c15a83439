namespace Unlearn.Engine.Store;

/// <summary>A result in JSON as the store keeps it.</summary>
/// <param name="Header">How it came about.</param>
/// <param name="Json">The result, UTF-8.</param>
public sealed record StoredResult(EntryHeader Header, ReadOnlyMemory<byte> Json);
