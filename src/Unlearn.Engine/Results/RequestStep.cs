using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Results;

/// <summary>One answer of a stream of deletion requests.</summary>
/// <param name="Answer">Its number, from 1.</param>
/// <param name="Forgotten">Points that are forgotten from here on.</param>
/// <param name="Figures">Accuracies after it, and what it cost.</param>
public sealed record RequestStep(int Answer, int Forgotten, IReadOnlyList<Figure> Figures);
