namespace Unlearn.Reporting.Certificates;

/// <summary>The next training from the start.</summary>
/// <param name="Due">When and why, in words.</param>
/// <param name="By">The day that the request names; null where it names none.</param>
/// <param name="Gradients">Single-point gradients that it takes; null where no reference tells.</param>
/// <param name="Seconds">Seconds of one worker that it took here; null likewise.</param>
public sealed record CertifiedRetraining(string Due, string? By, double? Gradients, double? Seconds);
