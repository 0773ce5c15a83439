using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// What a request costs a method that trains again: the stages that must exist afterwards and did not before. Everything
/// else is a checkpoint that stays valid.
/// </summary>
public sealed record RetrainingCost
{
    private RetrainingCost(IReadOnlyList<MemberSpec> stages, long points)
    {
        Stages = stages;
        Points = points;
    }

    /// <summary>Stages to train, each after its parent.</summary>
    public IReadOnlyList<MemberSpec> Stages { get; }

    /// <summary>Distinct points that are trained on again, added up over constituents.</summary>
    public long Points { get; }

    /// <summary>Points visited at one epoch a stage: the sum of the stages' sizes.</summary>
    public long Visits => Stages.Sum(static stage => (long)stage.Points.Count);

    /// <summary>Single-point gradients: the sum over stages of epochs times points.</summary>
    public long Gradients => Stages.Sum(static stage => stage.Cost);

    /// <summary>The cost of going from one ensemble to another.</summary>
    public static RetrainingCost Between(Ensemble before, Ensemble after)
    {
        var known = before.Members.SelectMany(Chain).ToHashSet();
        var stages = new List<MemberSpec>();
        long points = 0;
        foreach (MemberSpec constituent in after.Members)
        {
            int earlier = stages.Count;
            stages.AddRange(Chain(constituent).Where(known.Add));
            points += stages.Count > earlier ? stages[^1].Points.Count : 0;
        }

        return new RetrainingCost(stages, points);
    }

    /// <summary>The stages of one constituent, first to last.</summary>
    private static IEnumerable<MemberSpec> Chain(MemberSpec last) =>
        last.Parent is null ? [last] : Chain(last.Parent).Append(last);
}
