namespace Unlearn.Verification.Evidence;

/// <summary>Mean accuracies of a group of models, for scores that are scaled by utility.</summary>
/// <param name="Retain">Mean accuracy on the retain set, in [0, 1].</param>
/// <param name="Test">Mean accuracy on the test set, in [0, 1].</param>
public sealed record ModelAccuracies(double Retain, double Test);
