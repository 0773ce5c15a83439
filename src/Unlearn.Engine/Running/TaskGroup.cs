using System.Globalization;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;

namespace Unlearn.Engine.Running;

/// <summary>Tasks of one shape that a worker runs together.</summary>
/// <param name="Tasks">At least one.</param>
/// <param name="Bytes">Memory that is reserved for them.</param>
internal sealed record TaskGroup(IReadOnlyList<PlanTask> Tasks, long Bytes = 0)
{
    /// <summary>Their kind.</summary>
    public string Kind => Tasks[0].Kind;

    /// <summary>What they do, for people.</summary>
    public string Description
    {
        get
        {
            PlanTask first = Tasks[0];
            string what = first switch
            {
                TrainTask or MethodTrainTask => $"{first.Kind} model{Plural}",
                GivenTask given => $"{first.Kind} model{Plural} from {given.Weights.File}",
                UnlearnTask => $"model{Plural} unlearned by {Rows}",
                CandidateTask => $"candidate{Plural} of tuning measured",
                ScoringTask => "dataset" + Plural + " scored by shadow models",
                AttackTask attack => $"trial{Plural} attacked by {attack.Name}",
                _ => $"trial{Plural} evaluated",
            };
            return string.Create(CultureInfo.InvariantCulture, $"{Tasks.Count} {what} of {first.Problem.Name}");
        }
    }

    private string Rows
    {
        get
        {
            UnlearnTask[] unlearn = [.. Tasks.Cast<UnlearnTask>()];
            int settings = unlearn.Select(static task => task.Method).Distinct().Count();
            return unlearn.Select(static task => task.Row).Distinct().Count() == 1
                ? unlearn[0].Row
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{settings} settings of {CanonicalJson.TypeNameOf(unlearn[0].Method)}"
                );
        }
    }

    private string Plural => Tasks.Count == 1 ? "" : "s";
}
