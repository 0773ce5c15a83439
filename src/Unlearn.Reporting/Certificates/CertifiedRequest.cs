namespace Unlearn.Reporting.Certificates;

/// <summary>A deletion request.</summary>
/// <param name="Id">What it is called in the books; null where the run answers none of its own.</param>
/// <param name="AskedBy">Who asked; empty where it is not said.</param>
/// <param name="Received">The day on which it came; null where it is not said.</param>
public sealed record CertifiedRequest(string? Id, string AskedBy, string? Received);
