using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>
/// Deletion requests that arrive one after another or in batches. Each is answered before the next: methods that edit weights start from
/// the model that the answer before has left, methods that train again keep the checkpoints that are still valid.
/// </summary>
[ForgetScenario("stream")]
public sealed record StreamScenario : IStreamScenario
{
    /// <summary>Number of requests: points, or users where <see cref="Order"/> is by-user.</summary>
    [Range(1, 1_000_000)]
    public required int Requests { get; init; }

    /// <summary>Number of requests that are answered together. Default 1.</summary>
    [Range(1, 1_000_000)]
    public int Batch { get; init; } = 1;

    /// <summary>Who asks, and in which order. Default uniform.</summary>
    public StreamOrder Order { get; init; } = StreamOrder.Uniform;

    /// <summary>Number of shards that an adversarial stream is aimed at. Default 5.</summary>
    [Range(1, 10_000)]
    public int Shards { get; init; } = 5;

    /// <inheritdoc />
    public IReadOnlyList<PointSet> Stream(Dataset dataset, DataSplit split, RandomKey key, RandomKey model)
    {
        int[] train = key.Order(split.Train);
        int[][] requests = Order switch
        {
            StreamOrder.ByUser => ByUser(dataset, split, key),
            StreamOrder.ByClass => [.. ByClass(dataset, train, key).Select(static point => new[] { point })],
            StreamOrder.Adversarial => [.. RoundRobin(train, model).Select(static point => new[] { point })],
            _ => [.. train.Select(static point => new[] { point })],
        };
        PointSet[] answers =
        [
            .. requests
                .Take(Requests)
                .Chunk(Batch)
                .Select(static batch => new PointSet(batch.SelectMany(static request => request))),
        ];
        return requests.Length >= Requests && answers.Sum(static answer => answer.Count) < split.Train.Length
            ? answers
            : throw new InputException(
                $"Scenario 'stream': {Requests} requests of '{dataset.Name}', where {requests.Length} can ask; at least 1 training point must be kept."
            );
    }

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key) =>
        new(Stream(dataset, split, key, key).SelectMany(static answer => answer));

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split) => new(split.Test.Concat(split.Population));

    /// <inheritdoc />
    public PointSet? About(Dataset dataset, PointSet forget) =>
        Order == StreamOrder.ByUser ? GroupScenario.OfGroups(dataset.Groups!, forget) : null;

    private static int[][] ByUser(Dataset dataset, DataSplit split, RandomKey key)
    {
        int[] groups =
            dataset.Groups
            ?? throw new InputException(
                $"Scenario 'stream': dataset '{dataset.Name}' has no groups, so that no user can ask; choose another order."
            );
        ILookup<int, int> points = split.Train.ToLookup(point => groups[point]);
        int[] users = [.. points.Select(static user => user.Key).Order()];
        return [.. key.Derive("users").Order(users).Select(user => points[user].ToArray())];
    }

    private static IEnumerable<int> ByClass(Dataset dataset, int[] train, RandomKey key)
    {
        int[] classes = key.Derive("classes").Order([.. Enumerable.Range(0, dataset.ClassCount)]);
        return classes.SelectMany(label => train.Where(point => dataset.Labels[point] == label));
    }

    private IEnumerable<int> RoundRobin(int[] train, RandomKey model) =>
        train
            .GroupBy(point => SisaStages.ShardOf(model, point, Shards))
            .SelectMany(static shard => shard.Select((point, round) => (point, round, shard: shard.Key)))
            .OrderBy(static item => item.round)
            .ThenBy(static item => item.shard)
            .Select(static item => item.point);
}
