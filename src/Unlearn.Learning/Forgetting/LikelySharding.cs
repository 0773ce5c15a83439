using System.Globalization;
using Unlearn.Learning.Data;
using Unlearn.Verification;
using Unlearn.Verification.Randomness;

namespace Unlearn.Learning.Forgetting;

/// <summary>
/// Shards by how likely points are to be asked for (Bourtoule et al., S&amp;P 2021, section 7): likely points get shards of their own,
/// as many as make the points that one request is expected to retrain fewest: about the square root of the rate times as many a
/// point. A point's shard depends on the seed, its own id and class, and counts
/// of the whole dataset, so no deletion moves another point.
/// </summary>
internal sealed class LikelySharding
{
    private readonly Dataset _dataset;
    private readonly HashSet<int> _classes;
    private readonly int _shards;

    /// <summary>Divides the shards.</summary>
    /// <param name="dataset">All points, forgotten ones included.</param>
    /// <param name="classes">Classes whose points are likelier.</param>
    /// <param name="rate">How many times likelier.</param>
    /// <param name="shards">Number of shards.</param>
    /// <exception cref="InputException">A class does not exist.</exception>
    public LikelySharding(Dataset dataset, IReadOnlyList<int> classes, double rate, int shards)
    {
        if (classes.Any(label => label < 0 || label >= dataset.ClassCount))
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Method 'sisa': likelyClasses names a class that {dataset.Name} does not have; its classes are 0 to {dataset.ClassCount - 1}."
                )
            );
        }

        _dataset = dataset;
        _classes = [.. classes];
        _shards = shards;
        double likely = dataset.Labels.Count(_classes.Contains);
        double other = dataset.Count - likely;

        // A request falls on a group in proportion to rate times points, and then costs a shard of points / shards.
        double Cost(int own) => (rate * likely * likely / own) + (other * other / (shards - own));
        LikelyShards = shards == 1 ? 0 : Enumerable.Range(1, shards - 1).MinBy(Cost);
    }

    /// <summary>Shards that likely points have to themselves: the first ones; 0 where there is one shard for all.</summary>
    public int LikelyShards { get; }

    /// <summary>The shard of a point.</summary>
    public int ShardOf(RandomKey seed, int point) =>
        LikelyShards == 0 ? 0
        : _classes.Contains(_dataset.Labels[point]) ? SisaStages.ShardOf(seed, point, LikelyShards)
        : LikelyShards + SisaStages.ShardOf(seed, point, _shards - LikelyShards);
}
