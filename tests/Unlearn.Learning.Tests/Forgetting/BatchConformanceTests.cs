using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What every method with batches keeps to, on every kind of model that it serves.</summary>
[TestFixtureSource(nameof(WithBatches))]
public sealed class BatchConformanceTests(string name, string model)
{
    private readonly IWeightMethod _method = WeightMethods.Short(name);

    private static IEnumerable<TestFixtureData> WithBatches =>
        WeightMethods.OnModels.Where(static one =>
            WeightMethods.Has(WeightMethods.Named((string)one.Arguments[0]!), "BatchSize")
        );

    [Test]
    public void A_batch_that_holds_all_points_may_be_larger_still()
    {
        using Setting setting = WeightMethods.Setting(_method, model, 1);
        using ParameterStack whole = setting.Unlearn(WeightMethods.With(_method, "BatchSize", 300));
        using ParameterStack more = setting.Unlearn(WeightMethods.With(_method, "BatchSize", 999));

        Assert.That(Bits.Doubles(more), Is.EqualTo(Bits.Doubles(whole)).Within(1e-4));
    }
}
