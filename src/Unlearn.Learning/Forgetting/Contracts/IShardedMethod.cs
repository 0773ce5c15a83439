namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>A method that runs once for every shard count of the manifest's <c>shards</c>.</summary>
public interface IShardedMethod : IUnlearningMethod
{
    /// <summary>The number of shards.</summary>
    int Shards { get; }

    /// <summary>The same method with that number of shards.</summary>
    IUnlearningMethod WithShards(int shards);

    /// <summary>
    /// Gradients of single points that an answer costs, in the mean over all ways to divide the points; null where no formula tells.
    /// </summary>
    /// <param name="retained">Points that stay.</param>
    /// <param name="asked">Points that are forgotten at once.</param>
    /// <param name="epochs">Epochs of training.</param>
    double? ExpectedGradients(int retained, int asked, int epochs) => null;
}
