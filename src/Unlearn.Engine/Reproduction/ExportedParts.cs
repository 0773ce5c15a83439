namespace Unlearn.Engine.Reproduction;

/// <summary>What an export of a run's parts has written, and what it could not.</summary>
/// <param name="Files">The files, in the order of the trials.</param>
/// <param name="LeftOut">Trials that failed and so have nothing to write.</param>
public sealed record ExportedParts(IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut);
