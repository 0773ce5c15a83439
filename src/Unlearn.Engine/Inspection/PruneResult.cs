namespace Unlearn.Engine.Inspection;

/// <summary>What pruning a store removed.</summary>
/// <param name="Entries">Number of removed entries.</param>
/// <param name="Tools">Number of removed frozen tools.</param>
/// <param name="Bytes">Size of both.</param>
/// <param name="Needed">Folders of runs that have not ended and whose tools therefore stay although they were to be removed.</param>
public sealed record PruneResult(int Entries, int Tools, long Bytes, IReadOnlyList<string> Needed);
