namespace Unlearn.Engine.Lineage;

/// <summary>A file of an artefact.</summary>
/// <param name="Path">Where it is: in the store relative to its folder, else as it was given.</param>
/// <param name="Digest">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ArtefactFile(string Path, string Digest, long Bytes);
