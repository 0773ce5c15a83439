using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Sharding;

/// <summary>
/// The chain of stages of every SISA shard, as specs. Pure: nothing is remembered between calls, so "incremental" and
/// "from scratch" cannot differ.
/// </summary>
/// <remarks>
/// Shard and slice are keyed hashes of the point's id. Equal-sized slices by position would shift every later point when
/// one vanishes, and the remaining model would then depend on what was deleted.
/// </remarks>
public static class SisaStages
{
    /// <summary>The shard of a point, in [0, <paramref name="shards"/>).</summary>
    public static int ShardOf(RandomKey seed, int point, int shards) =>
        seed.Derive("sisa/shard").Below((ulong)point, shards);

    /// <summary>The slice of a point within its shard, in [0, <paramref name="slices"/>).</summary>
    public static int SliceOf(RandomKey seed, int point, int slices) =>
        seed.Derive("sisa/slice").Below((ulong)point, slices);

    /// <summary>
    /// The seed of a stage. The first stage of the first shard has the request's own, so that one shard and one slice is
    /// retraining; all others differ, so that shards do not share initialisation or order.
    /// </summary>
    public static RandomKey SeedOf(RandomKey seed, int shard, int slice) =>
        shard == 0 && slice == 0 ? seed : seed.Derive("sisa/stage").Derive(shard).Derive(slice);

    /// <summary>Epochs of a stage so that R stages on growing prefixes cost as much as <paramref name="epochs"/> on the whole: 2e/(R+1), at least 1.</summary>
    public static int EpochsOf(int epochs, int slices) =>
        Math.Max(1, (int)Math.Round(2.0 * epochs / (slices + 1), MidpointRounding.AwayFromZero));

    /// <summary>The last stage of every shard that holds a point; its parents are its checkpoints.</summary>
    public static IReadOnlyList<MemberSpec> Build(
        RandomKey seed,
        PointSet points,
        TrainingOptions training,
        int shards,
        int slices
    )
    {
        RandomKey shardKey = seed.Derive("sisa/shard");
        RandomKey sliceKey = seed.Derive("sisa/slice");
        return Build(
            seed,
            points,
            training,
            shards,
            slices,
            point => shardKey.Below((ulong)point, shards),
            point => sliceKey.Below((ulong)point, slices)
        );
    }

    /// <summary>The same with a given division of the points.</summary>
    public static IReadOnlyList<MemberSpec> Build(
        RandomKey seed,
        PointSet points,
        TrainingOptions training,
        int shards,
        int slices,
        Func<int, int> shardOf,
        Func<int, int> sliceOf
    )
    {
        if (training.Steps is not null && shards * slices > 1)
        {
            throw new InputException(
                "sisa shares a training out by passes over the points: with `steps` each shard's length would depend on all points, and a deletion would touch every shard. Give `epochs` in place of `steps`."
            );
        }

        ILookup<int, int> byShard = points.ToLookup(shardOf);
        TrainingOptions stage = training with { Epochs = EpochsOf(training.Epochs, slices) };
        var constituents = new List<MemberSpec>(shards);
        for (int shard = 0; shard < shards; shard++)
        {
            ILookup<int, int> bySlice = byShard[shard].ToLookup(sliceOf);
            var seen = new List<int>();
            MemberSpec? last = null;
            for (int slice = 0; slice < slices; slice++)
            {
                seen.AddRange(bySlice[slice]);
                if (seen.Count > 0)
                {
                    last = new MemberSpec(SeedOf(seed, shard, slice), new PointSet(seen), stage, last);
                }
            }

            if (last is not null)
            {
                constituents.Add(last);
            }
        }

        return constituents;
    }
}
