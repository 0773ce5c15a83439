namespace Unlearn.Engine.Results;

/// <summary>Where an original model that was trained elsewhere came from.</summary>
/// <param name="File">The file's name, without folders.</param>
/// <param name="Digest">SHA-256 of the file, lower-case hexadecimal.</param>
public sealed record OriginalWeights(string File, string Digest);
