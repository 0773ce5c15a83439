namespace Unlearn.Reporting.Certificates;

/// <summary>The points of a request, without telling who they are to whom does not have the salt.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Digest">SHA-256 of its content.</param>
/// <param name="Count">Points to forget.</param>
/// <param name="TrainPoints">Training points before the request.</param>
/// <param name="Hashes">HMAC-SHA-256 of each, see <see cref="PointHash"/>, ascending, so that their order tells nothing.</param>
public sealed record CertifiedPoints(
    string Dataset,
    string Digest,
    int Count,
    int TrainPoints,
    IReadOnlyList<string> Hashes
);
