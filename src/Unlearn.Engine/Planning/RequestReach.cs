using Unlearn.Engine.Results;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>
/// How many points of those who ask lie in which set. A person's points are split like all others: a request is for those in the training
/// set, and the rest are points never seen that an attacker may compare with.
/// </summary>
public static class RequestReach
{
    /// <summary>The counts of a setting; null where a request is for single training points.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="setting">One of its settings.</param>
    public static AskedPoints? Of(ExperimentPlan plan, PlannedSetting setting)
    {
        var scenario = plan.Definition.Forget.First(one => one.Id == setting.Scenario).Value;
        PointSet[] asked =
        [
            .. setting
                .Rows[0]
                .Trials.Select(trial => scenario.About(setting.Problem.Data.Dataset, trial.Case.Request.Forget))
                .OfType<PointSet>(),
        ];
        return asked.Length == 0
            ? null
            : new AskedPoints(
                Mean(asked, setting.Problem.Train),
                Mean(asked, setting.Problem.Test),
                Mean(asked, setting.Problem.Population)
            );
    }

    /// <summary>A line for each setting of a plan whose requests are about more than single points.</summary>
    public static IReadOnlyList<string> Lines(ExperimentPlan plan) =>
        [
            .. plan
                .Settings.Select(setting => (setting, asked: Of(plan, setting)))
                .Where(static one => one.asked is not null)
                .Select(static one =>
                    $"{one.setting.Problem.Name}/{one.setting.Scenario}: of those who ask {one.asked!.Words()}"
                )
                .Distinct(),
        ];

    private static int Mean(PointSet[] asked, PointSet set)
    {
        var members = set.ToHashSet();
        return (int)Math.Round(asked.Average(points => points.Count(members.Contains)), MidpointRounding.AwayFromZero);
    }
}
