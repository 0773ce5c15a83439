using Unlearn.Core.Components;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Objectives;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Asks the makers of figures what these are.</summary>
internal static class LegendBuilder
{
    /// <summary>An entry for every figure of the results, in the order in which they first appear.</summary>
    public static IReadOnlyList<LegendEntry> Of(ExperimentPlan plan, IReadOnlyList<SettingResult> settings)
    {
        Dictionary<string, LegendEntry> known = [];
        foreach (
            FigureKind kind in TrialKinds(plan)
                .Concat(CostFigures.Kinds)
                .Concat(Recipes(plan).SelectMany(static recipe => recipe.Method?.Kinds ?? []))
        )
        {
            known.TryAdd(kind.Name, new LegendEntry(kind.Name, null, null, kind));
        }

        foreach (PlannedAttack attack in plan.Trials.SelectMany(static trial => trial.Attacks).DistinctBy(Name))
        {
            string title = ComponentTitle.Of(attack.Task.Attack, attack.Name);
            foreach (FigureKind kind in AttackFigures.Of(attack.Task.Attack))
            {
                string name = LegendEntry.NameOf(attack.Name, kind);
                known.TryAdd(name, new LegendEntry(name, attack.Name, title, kind));
            }
        }

        return
        [
            .. settings
                .SelectMany(static setting => setting.Rows)
                .SelectMany(static row => row.Summary.Concat(row.Trials.SelectMany(FiguresOf)))
                .Select(static figure => figure.Name)
                .Distinct()
                .Select(name =>
                    known.GetValueOrDefault(name)
                    ?? throw new InvalidOperationException($"Nothing declares what the figure '{name}' is.")
                ),
        ];
    }

    // What is right about a sequence is a share of its tokens, and the legend says so.
    private static IEnumerable<FigureKind> TrialKinds(ExperimentPlan plan) =>
        plan.Problems.All(static problem => problem.Objective is NextToken)
            ? TrialFigures.Kinds.Select(TokenFigures.Of).Concat(PerplexityFigures.Kinds)
            : TrialFigures.Kinds;

    private static IEnumerable<RowRecipe> Recipes(ExperimentPlan plan) =>
        plan.Settings.SelectMany(static setting => setting.Rows).Select(static row => row.Recipe);

    private static string Name(PlannedAttack attack) => attack.Name;

    private static IEnumerable<Figure> FiguresOf(TrialResult trial) =>
        trial.Figures.Concat(trial.Steps?.SelectMany(static step => step.Figures) ?? []);
}
