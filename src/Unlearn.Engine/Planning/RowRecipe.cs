using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Planning;

/// <summary>How a row of the report makes its models; the same for every dataset, scenario and seed.</summary>
/// <param name="Role">What the row stands for.</param>
/// <param name="Id">Identifier within the setting.</param>
/// <param name="Name">The method's name in the manifest, or the role.</param>
/// <param name="Method">The method; null for yardsticks.</param>
/// <param name="Shards">Shard count for sharded methods.</param>
public sealed record RowRecipe(RowRole Role, string Id, string Name, IUnlearningMethod? Method, int? Shards)
{
    /// <summary>
    /// Id of the row's own null row, the same method with other seeds; null where one retrained model against another is the
    /// right yardstick. An ensemble answers unlike one model whether or not it forgot.
    /// </summary>
    public string? OwnNull { get; init; }

    /// <summary>The options that tuning searches; empty where the row is not tuned.</summary>
    public IReadOnlyList<SearchDimension<IUnlearningMethod>> Search { get; init; } = [];
}
