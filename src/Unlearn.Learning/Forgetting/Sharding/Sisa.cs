using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Sharding;

/// <summary>
/// Sharded, isolated, sliced, aggregated training (Bourtoule et al., "Machine Unlearning", S&amp;P 2021, section 4): S models on
/// disjoint shards, each trained in R stages on a growing prefix of its slices, a checkpoint after each. A deletion trains
/// again only the stages that saw the point.
/// </summary>
/// <remarks>
/// Exact: shard and slice are functions of the seed and the point's id alone (<see cref="SisaStages"/>), so what remains
/// after a deletion is, bit for bit, what training without the point from the start would give. The price is that shard
/// sizes are multinomial instead of equal.
/// </remarks>
[UnlearningMethod("sisa", Version = 2)]
public sealed record Sisa : IRetrainingMethod, IShardedMethod
{
    /// <summary>Number of shards S; the manifest's <c>shards</c> list sets it where it is given. Default 1.</summary>
    [Range(1, 10_000)]
    public int Shards { get; init; } = 1;

    /// <summary>
    /// Number of slices R of each shard. Every stage takes 2e/(R+1) epochs (rounded, at least 1) where the training options
    /// say e, so that a shard costs as much as without slices. Default 1.
    /// </summary>
    [Range(1, 1_000)]
    public int Slices { get; init; } = 1;

    /// <summary>How the shards' models answer together. Default vote.</summary>
    public Aggregation Aggregate { get; init; } = Aggregation.Vote;

    /// <summary>
    /// A condition over columns and label, such as `age &lt; 30 and label = 1`: points that meet it are likelier to be asked for. They get
    /// shards of their own, as many as make the points that a request is expected to retrain fewest: a request that is likely meets
    /// a small shard. Default none: all points are spread alike.
    /// </summary>
    [Query]
    public Condition? Likely { get; init; }

    /// <summary>How many times likelier such a point is to be asked for than another one. Default 10.</summary>
    [Range(1e-6, 1e6)]
    public double LikelyRate { get; init; } = 10.0;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Exact;

    /// <inheritdoc />
    public IUnlearningMethod WithShards(int shards) => this with { Shards = shards };

    /// <inheritdoc />
    /// <remarks>
    /// Stage r of a shard trains on r of its R slices, and is made again where a point in them was asked for: of K points with probability
    /// 1 - (1 - r/(R S))^K. The sum over stages and shards is retained * sum over r of epochs_r * r/R * that. For K = 1 it is (2/3 + 1/(3R))/S of training on
    /// all points (Bourtoule et al., section 4.4).
    /// </remarks>
    public double? ExpectedGradients(int retained, int asked, int epochs) =>
        Likely is not null
            ? null
            : retained
                * (double)SisaStages.EpochsOf(epochs, Slices)
                * Enumerable
                    .Range(1, Slices)
                    .Sum(stage =>
                        (double)stage / Slices * (1 - Math.Pow(1 - ((double)stage / Slices / Shards), asked))
                    );

    /// <inheritdoc />
    public Ensemble Before(ForgetRequest request) => Train(request, request.Train, dataset: null);

    /// <inheritdoc />
    public Ensemble After(ForgetRequest request) => Train(request, request.Retain, dataset: null);

    /// <inheritdoc />
    public Ensemble Before(ForgetRequest request, Dataset dataset) => Train(request, request.Train, dataset);

    /// <inheritdoc />
    public Ensemble After(ForgetRequest request, Dataset dataset) => Train(request, request.Retain, dataset);

    private Ensemble Train(ForgetRequest request, PointSet points, Dataset? dataset)
    {
        if (Likely is null)
        {
            return new(SisaStages.Build(request.Seed, points, request.Training, Shards, Slices), Aggregate);
        }

        ArgumentNullException.ThrowIfNull(dataset);
        var sharding = new LikelySharding(dataset, Likely, LikelyRate, Shards);
        return new(
            SisaStages.Build(
                request.Seed,
                points,
                request.Training,
                Shards,
                Slices,
                point => sharding.ShardOf(request.Seed, point),
                point => SisaStages.SliceOf(request.Seed, point, Slices)
            ),
            Aggregate
        );
    }
}
