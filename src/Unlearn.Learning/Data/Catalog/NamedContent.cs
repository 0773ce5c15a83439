namespace Unlearn.Learning.Data.Catalog;

/// <summary>A checked file of a named dataset.</summary>
/// <param name="Form">Which of the file's forms was found.</param>
/// <param name="Path">Where it lies, for messages.</param>
/// <param name="Bytes">Its content, gzip undone.</param>
internal sealed record NamedContent(DatasetFile Form, string Path, byte[] Bytes);
