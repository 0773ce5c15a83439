namespace Unlearn.Engine.Planning;

/// <summary>One dataset, model and scenario: a table of the report.</summary>
/// <param name="Problem">Dataset and architecture.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Rows">Original, reference, null, then methods in manifest order.</param>
public sealed record PlannedSetting(LearningProblem Problem, string Scenario, IReadOnlyList<PlannedRow> Rows)
{
    /// <summary>The maps of loss that the report asks for; empty where it asks for none.</summary>
    public IReadOnlyList<LandscapeTask> Landscapes { get; init; } = [];

    /// <summary>The tasks whose results are wanted.</summary>
    public IEnumerable<PlanTask> Tasks =>
        Rows.SelectMany(static row => row.Trials).SelectMany(static trial => trial.Tasks).Concat(Landscapes);
}
