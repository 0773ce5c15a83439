using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Planning;

/// <summary>The rows of every setting: three yardsticks, then each method for each shard count and sweep point.</summary>
internal static class RowRecipes
{
    public static IReadOnlyList<RowRecipe> Of(ExperimentDefinition definition)
    {
        RowRecipe[] methods =
        [
            .. definition.Methods.SelectMany(method => Variants(method, definition.Shards)).Select(WithOwnNull),
        ];
        List<RowRecipe> rows =
        [
            new(RowRole.Original, RowNames.Original, RowNames.Original, null, null),
            new(RowRole.Reference, RowNames.Reference, RowNames.Reference, null, null),
            new(RowRole.Null, RowNames.Null, RowNames.Null, null, null),
            .. methods.Where(static row => row.OwnNull is not null).Select(NullOf),
            .. methods,
        ];
        string? twice = rows.GroupBy(static row => row.Id).FirstOrDefault(static same => same.Count() > 1)?.Key;
        return twice is null
            ? rows
            : throw new InputException(
                $"Two rows of the report would be called '{twice}'; give one of the methods another name."
            );
    }

    private static RowRecipe WithOwnNull(RowRecipe row) =>
        row.Method is IShardedMethod { Shards: > 1 } ? row with { OwnNull = $"null ({row.Id})" } : row;

    private static RowRecipe NullOf(RowRecipe row) =>
        row with
        {
            Role = RowRole.Null,
            Id = row.OwnNull!,
            OwnNull = null,
            Search = [],
        };

    private static IEnumerable<RowRecipe> Variants(Named<IUnlearningMethod> named, IReadOnlyList<int> shards)
    {
        if (named.Value is not IShardedMethod sharded || shards.Count == 0)
        {
            return [new RowRecipe(RowRole.Method, named.Id, named.Name, named.Value, null) { Search = named.Search }];
        }

        return shards
            .Distinct()
            .Select(count => new RowRecipe(
                RowRole.Method,
                string.Create(CultureInfo.InvariantCulture, $"{named.Id}-{count}"),
                named.Name,
                sharded.WithShards(count),
                count
            )
            {
                Search = named.Search,
            });
    }
}
