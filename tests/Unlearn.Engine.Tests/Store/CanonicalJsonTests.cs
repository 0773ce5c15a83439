using System.Globalization;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Store;

public sealed class CanonicalJsonTests
{
    [Test]
    public void A_component_is_its_type_its_version_and_its_options_in_ordinal_order() =>
        Assert.That(
            CanonicalJson.Of(new Sisa { Slices = 2 }),
            Is.EqualTo(
                """{"options":{"aggregate":"vote","likely":null,"likelyRate":10,"shards":1,"slices":2},"type":"sisa","version":2}"""
            )
        );

    [Test]
    public void Computed_properties_are_no_options() =>
        Assert.That(CanonicalJson.OptionsOf(new Retrain()), Is.EqualTo("{}"));

    [Test]
    public void The_order_of_a_map_does_not_matter()
    {
        var one = new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 };
        var other = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        Assert.That(CanonicalJson.Of(one), Is.EqualTo("""{"a":1,"b":2}""").And.EqualTo(CanonicalJson.Of(other)));
    }

    [Test]
    public void Numbers_are_shortest_round_trip_and_do_not_depend_on_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var numbers = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        numbers.NumberDecimalSeparator = ",";
        numbers.NegativeSign = "~";
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = numbers };
        try
        {
            Assert.That(
                CanonicalJson.Of(new object[] { 0.1, 1.0, -0.0, 1e-300, double.NaN, double.PositiveInfinity, -3 }),
                Is.EqualTo("""[0.1,1,0,1E-300,"NaN","Infinity",-3]""")
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Enums_are_written_as_in_manifests() =>
        Assert.That(CanonicalJson.Of(Direction.CloserToReference), Is.EqualTo("\"closer-to-reference\""));

    [Test]
    public void Every_training_option_is_part_of_the_text()
    {
        string plain = CanonicalJson.Of(new TrainingOptions());
        TrainingOptions[] changed =
        [
            new() { Optimizer = OptimizerKind.Adam },
            new() { LearningRate = 0.2 },
            new() { Schedule = ScheduleKind.Cosine },
            new() { Momentum = 0.1 },
            new() { WeightDecay = 0.1 },
            new() { BatchSize = 1 },
            new() { Epochs = 1 },
        ];
        Assert.That(changed.Select(CanonicalJson.Of).Append(plain), Is.Unique);
        Assert.That(changed, Has.Length.EqualTo(typeof(TrainingOptions).GetProperties().Length));
    }

    [Test]
    public void A_type_without_a_name_is_no_component() =>
        Assert.That(() => CanonicalJson.TypeNameOf(new TrainingOptions()), Throws.ArgumentException);
}
