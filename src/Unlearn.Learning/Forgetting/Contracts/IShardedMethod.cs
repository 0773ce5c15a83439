namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>A method that runs once for every shard count of the manifest's <c>shards</c>.</summary>
public interface IShardedMethod : IUnlearningMethod
{
    /// <summary>The number of shards.</summary>
    int Shards { get; }

    /// <summary>The same method with that number of shards.</summary>
    IUnlearningMethod WithShards(int shards);
}
