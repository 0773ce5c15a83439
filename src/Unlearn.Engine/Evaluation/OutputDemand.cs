using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Evaluation;

/// <summary>The points that the tasks of a run ask of each member, together: so that a member answers once, and for no others.</summary>
internal sealed class OutputDemand
{
    private static readonly PointSet None = new([]);
    private readonly Dictionary<ContentKey, HashSet<PointSet>> _asked = [];
    private readonly Dictionary<ContentKey, HashSet<PointSet>> _again = [];

    /// <param name="asked">What all tasks read.</param>
    public OutputDemand(IEnumerable<AskedOutputs> asked)
    {
        foreach (AskedOutputs ask in asked)
        {
            foreach (WeightTask member in ask.Members)
            {
                Add(_asked, member, ask.Points);
                if (ask.Again)
                {
                    Add(_again, member, ask.Points);
                }
            }
        }
    }

    /// <summary>All points that a member is asked for.</summary>
    public PointSet Of(WeightTask member) => Union(_asked, member);

    /// <summary>Those of them that later runs are likely to ask for again.</summary>
    public PointSet AgainOf(WeightTask member) => Union(_again, member);

    private static PointSet Union(Dictionary<ContentKey, HashSet<PointSet>> sets, WeightTask member) =>
        sets.TryGetValue(member.Key, out HashSet<PointSet>? own) ? PointSet.Union(own) : None;

    // The tasks of a plan share their sets, so that equality by reference finds the repetitions, and costs nothing.
    private static void Add(Dictionary<ContentKey, HashSet<PointSet>> sets, WeightTask member, PointSet points)
    {
        if (!sets.TryGetValue(member.Key, out HashSet<PointSet>? own))
        {
            sets.Add(member.Key, own = new HashSet<PointSet>(ReferenceEqualityComparer.Instance));
        }

        own.Add(points);
    }
}
