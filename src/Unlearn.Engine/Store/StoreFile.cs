namespace Unlearn.Engine.Store;

/// <summary>An entry's file.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size.</param>
public sealed record StoreFile(ContentKey Key, string Path, long Bytes);
