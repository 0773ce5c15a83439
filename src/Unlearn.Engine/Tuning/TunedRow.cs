using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Tuning;

/// <summary>A method in one setting, with the candidates that compete for its options.</summary>
/// <param name="Problem">Dataset and architecture.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Recipe">The row as the manifest says it.</param>
/// <param name="Candidates">The first has the options as written and the defaults; all are different.</param>
/// <param name="Yardstick">For each tuning seed, other retrained models against the reference.</param>
/// <param name="Unmoved">For each tuning seed, the model before the request against the reference: what doing nothing scores.</param>
public sealed record TunedRow(
    LearningProblem Problem,
    string Scenario,
    RowRecipe Recipe,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<CandidateTask> Yardstick,
    IReadOnlyList<CandidateTask> Unmoved
)
{
    /// <summary>Everything that the choice rests on.</summary>
    public IEnumerable<CandidateTask> Measurements =>
        Candidates.SelectMany(static candidate => candidate.Seeds).Concat(Yardstick).Concat(Unmoved);
}
