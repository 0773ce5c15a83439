namespace Unlearn.Engine.Cluster;

/// <summary>A frozen tool in a store.</summary>
/// <param name="Digest">SHA-256 of its files, which is its name.</param>
/// <param name="Path">Its folder.</param>
/// <param name="Files">Number of its files.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Used">When it was last frozen for a run, by the file system's account.</param>
/// <param name="Runs">Folders of runs that need it: they were prepared with it and have not ended.</param>
internal sealed record ShelvedTool(
    string Digest,
    string Path,
    int Files,
    long Bytes,
    DateTime Used,
    IReadOnlyList<string> Runs
);
