using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;

namespace Unlearn.Learning.Forgetting.Sharding;

/// <summary>
/// Shards by how likely points are to be asked for (Bourtoule et al., S&amp;P 2021, section 7): likely points get shards of their own,
/// as many as make the points that one request is expected to retrain fewest: about the square root of the rate times as many a
/// point. A point's shard depends on the seed, its own id, whether it is likely, and counts of the whole dataset, so no deletion
/// moves another point.
/// </summary>
internal sealed class LikelySharding
{
    private readonly bool[] _isLikely;
    private readonly int _shards;

    /// <summary>Divides the shards.</summary>
    /// <param name="dataset">All points, forgotten ones included.</param>
    /// <param name="condition">Which points are likelier.</param>
    /// <param name="rate">How many times likelier.</param>
    /// <param name="shards">Number of shards.</param>
    /// <exception cref="InputException">The data has no such column or class, or all points are alike.</exception>
    public LikelySharding(Dataset dataset, Condition condition, double rate, int shards)
    {
        _isLikely = condition.Of(dataset);
        _shards = shards;
        double likely = _isLikely.Count(static likely => likely);
        double other = dataset.Count - likely;
        if (likely == 0 || other == 0)
        {
            string which = likely == 0 ? "no" : "every";
            throw condition.Wrong(
                $"Method 'sisa': {which} point of '{dataset.Name}' meets `{VisibleText.Excerpt(condition.Text)}`; some must and others must not."
            );
        }

        // A request falls on a group in proportion to rate times points, and then costs a shard of points / shards.
        double Cost(int own) => (rate * likely * likely / own) + (other * other / (shards - own));
        LikelyShards = shards == 1 ? 0 : Enumerable.Range(1, shards - 1).MinBy(Cost);
    }

    /// <summary>Shards that likely points have to themselves: the first ones; 0 where there is one shard for all.</summary>
    public int LikelyShards { get; }

    /// <summary>The shard of a point.</summary>
    public int ShardOf(RandomKey seed, int point) =>
        LikelyShards == 0 ? 0
        : _isLikely[point] ? SisaStages.ShardOf(seed, point, LikelyShards)
        : LikelyShards + SisaStages.ShardOf(seed, point, _shards - LikelyShards);
}
