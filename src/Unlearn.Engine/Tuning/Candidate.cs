using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting;

namespace Unlearn.Engine.Tuning;

/// <summary>A method with options that tuning tries.</summary>
/// <param name="Method">The method.</param>
/// <param name="Seeds">Its measurements, one for each tuning seed.</param>
public sealed record Candidate(IUnlearningMethod Method, IReadOnlyList<CandidateTask> Seeds);
