namespace Unlearn.Verification.Evidence;

/// <summary>Mean accuracies of the models behind <see cref="CopyOutputs"/>.</summary>
/// <param name="Unlearned">Of those that unlearned.</param>
/// <param name="Retrained">Of those that were retrained.</param>
public sealed record CopyAccuracies(ModelAccuracies Unlearned, ModelAccuracies Retrained);
