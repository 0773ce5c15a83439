namespace Unlearn.Engine.Lineage;

/// <summary>A weight file outside of the store.</summary>
/// <param name="File">The file.</param>
/// <param name="Model">Key of the model whose weights it has, bit for bit; null where it has those of no model of the request.</param>
public sealed record ExportedWeights(ArtefactFile File, string? Model);
