using System.Text;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Store;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>
/// The shadow models of one problem, shared by all scenarios, seeds, methods and attacks. Pair j splits the pool (training,
/// test and population points) into complementary halves, so that of any even number of shadows exactly half saw
/// each point; a larger number adds pairs and leaves those that exist alone.
/// </summary>
/// <param name="problem">Dataset and architecture.</param>
/// <param name="key">Key of the shadows.</param>
/// <param name="members">Makes their tasks.</param>
/// <param name="planted">Unseen points that a scenario has added to the problem, or none.</param>
internal sealed class ShadowPool(
    LearningProblem problem,
    RandomKey key,
    MemberRegistry members,
    IReadOnlyCollection<int>? planted = null
)
{
    private readonly List<TrainTask> _shadows = [];
    private readonly Dictionary<int, string> _identities = [];

    // The pool is every point that can be attacked: forget sets come from the training set, non-members from the others.
    private readonly int[] _pool =
    [
        .. problem.Split.Train,
        .. problem.Split.Test,
        .. problem.Split.Population,
        .. planted ?? [],
    ];

    /// <summary>The first shadows.</summary>
    /// <param name="count">An even number.</param>
    public IReadOnlyList<TrainTask> Take(int count)
    {
        for (int pair = _shadows.Count / 2; pair < count / 2; pair++)
        {
            RandomKey pairKey = key.Derive(pair);
            int[] order = pairKey.Derive("halves").Order(_pool);
            int half = order.Length / 2;
            Add(pairKey.Derive(0), order[..half]);
            Add(pairKey.Derive(1), order[half..]);
        }

        return _shadows.GetRange(0, count);
    }

    /// <summary>Digest of the first shadows' keys, for the keys of attacks.</summary>
    public string Identity(int count)
    {
        if (!_identities.TryGetValue(count, out string? identity))
        {
            var keys = new StringBuilder();
            foreach (TrainTask shadow in Take(count))
            {
                keys.Append(shadow.Key.Hex);
            }

            _identities.Add(count, identity = ContentKey.Of(keys.ToString()).Hex);
        }

        return identity;
    }

    private void Add(RandomKey seed, int[] points) =>
        _shadows.Add(members.Train(problem, "shadow", new MemberSpec(seed, new PointSet(points), problem.Training)));
}
