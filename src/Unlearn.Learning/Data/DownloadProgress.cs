namespace Unlearn.Learning.Data;

/// <summary>How far a download is.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="File">The file's name.</param>
/// <param name="Received">Bytes so far.</param>
/// <param name="Total">Bytes in all, or null where the server does not say.</param>
public sealed record DownloadProgress(string Dataset, string File, long Received, long? Total);
