namespace Unlearn.Verification.Evidence;

/// <summary>
/// Mean log-probabilities of a token, in nats, of the right answer to each attacked point in other words and then of wrong ones; none where a point has no wrong answer.
/// </summary>
/// <param name="Target">Per point, of the target.</param>
/// <param name="Retrained">The same of each retrained model.</param>
public sealed record TruthAnswers(double[][] Target, IReadOnlyList<double[][]> Retrained);
