using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Sharding;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Which rows a report has, in which order.</summary>
public sealed class RowRecipesTests
{
    [Test]
    public void Yardsticks_come_first_then_the_null_rows_of_ensembles_then_methods_for_each_number_of_shards()
    {
        IReadOnlyList<RowRecipe> rows = RowRecipes.Of(Samples.Digits with { Shards = [3, 1, 3] });

        Assert.That(
            rows.Select(static row => (row.Role, row.Id, row.Name, row.Shards, row.OwnNull)),
            Is.EqualTo(
                new (RowRole, string, string, int?, string?)[]
                {
                    (RowRole.Original, "original", "original", null, null),
                    (RowRole.Reference, "reference", "reference", null, null),
                    (RowRole.Null, "null", "null", null, null),
                    (RowRole.Null, "null (sisa-3)", "sisa", 3, null),
                    (RowRole.Method, "retrain", "retrain", null, null),
                    (RowRole.Method, "sisa-3", "sisa", 3, "null (sisa-3)"),
                    (RowRole.Method, "sisa-1", "sisa", 1, null),
                    (RowRole.Method, "ascent", "ascent", null, null),
                }
            )
        );
        Assert.That(
            rows.Where(static row => row.Name == "sisa").Select(static row => ((IShardedMethod)row.Method!).Shards),
            Is.EqualTo(new[] { 3, 3, 1 })
        );
        Assert.That(rows.Take(3).Select(static row => row.Method), Is.All.Null);
    }

    [Test]
    public void Without_a_list_of_shards_a_method_has_its_own_number()
    {
        IReadOnlyList<RowRecipe> rows = RowRecipes.Of(
            Samples.Digits with
            {
                Shards = [],
                Methods = [new Named<IUnlearningMethod>("five", new Sisa { Shards = 5 })],
            }
        );

        Assert.That(
            rows.Skip(3).Select(static row => (row.Id, row.Shards, row.OwnNull)),
            Is.EqualTo(new (string, int?, string?)[] { ("null (five)", null, null), ("five", null, "null (five)") })
        );
    }

    [Test]
    public void Methods_are_tuned_and_their_null_rows_are_not()
    {
        SearchDimension<IUnlearningMethod>[] search =
        [
            new("slices", new SearchSpace(1, 4) { Whole = true }, static (method, _) => method),
        ];
        IReadOnlyList<RowRecipe> rows = RowRecipes.Of(
            Samples.Digits with
            {
                Shards = [3],
                Methods =
                [
                    new Named<IUnlearningMethod>("sisa", new Sisa()) { Search = search },
                    new Named<IUnlearningMethod>("ascent", new GradientAscent()) { Search = search },
                ],
            }
        );

        Assert.That(
            rows.Where(static row => row.Search.Count > 0).Select(static row => row.Id),
            Is.EqualTo(new[] { "sisa-3", "ascent" })
        );
    }
}
