using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Evaluation;

/// <summary>What a plan will not be able to decide, before anything of it is trained.</summary>
public static class PlanDecidability
{
    /// <summary>A line for each setting and reason, with the setting's name; empty where everything can be decided.</summary>
    public static IReadOnlyList<string> Notes(ExperimentPlan plan) =>
        [
            .. plan
                .Settings.Where(static setting => HasToBeMeasured(setting))
                .SelectMany(setting =>
                    Notes(setting, plan.Definition.Report.Margins)
                        .Select(note => $"{setting.Problem.Name}/{setting.Scenario}: {note}")
                ),
        ];

    private static bool HasToBeMeasured(PlannedSetting setting) =>
        setting.Rows.Any(static row => row.Recipe.Method?.Kind == MethodKind.Approximate);

    private static IReadOnlyList<string> Notes(PlannedSetting setting, VerdictMargins margins)
    {
        IReadOnlyList<PlannedTrial> trials = setting.Rows[0].Trials;
        return trials[0].Attacks.Count == 0
            ? ["no attack: accuracy alone says whether the points are forgotten"]
            : Decidability.Notes(
                trials.Min(static trial => trial.Case.Request.Forget.Count),
                trials.Min(static trial => trial.Case.NonMembers.Count),
                trials.Count,
                margins
            );
    }
}
