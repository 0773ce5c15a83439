namespace Unlearn.Learning.Data.Catalog;

/// <summary>One file's state: a line of <c>unlearn data check</c>.</summary>
/// <param name="File">What was looked for; where another form was found, that form.</param>
/// <param name="State">What was found.</param>
/// <param name="Path">Where; null where missing or inside the product.</param>
/// <param name="Sha256">The checksum of what was found, or null.</param>
public sealed record DatasetFileStatus(DatasetFile File, DatasetFileState State, string? Path, string? Sha256);
