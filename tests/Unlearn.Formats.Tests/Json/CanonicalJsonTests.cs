using System.Globalization;
using Unlearn.Core.Components;
using Unlearn.Formats.Json;

namespace Unlearn.Formats.Tests.Json;

/// <summary>Store keys are hashes of these texts: what they say may never depend on what does not change a result.</summary>
public sealed class CanonicalJsonTests
{
    [Test]
    public void A_component_is_its_type_its_version_and_its_options_in_ordinal_order() =>
        Assert.That(
            CanonicalJson.Of(new Part { Slices = 2 }),
            Is.EqualTo(
                """{"options":{"learningRate":0.5,"likely":null,"order":"largest-first","slices":2},"type":"own-part","version":2}"""
            )
        );

    [Test]
    public void Computed_properties_are_no_options() =>
        Assert.That(CanonicalJson.OptionsOf(new Derived()), Is.EqualTo("{}"));

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
        Assert.That(CanonicalJson.Of(Order.LargestFirst), Is.EqualTo("\"largest-first\""));

    [Test]
    public void Options_that_are_searched_can_be_left_out() =>
        Assert.That(
            CanonicalJson.WithoutSearched(new Part { LearningRate = 0.1 }),
            Is.EqualTo(CanonicalJson.WithoutSearched(new Part())).And.Not.Contains("learningRate")
        );

    [Test]
    public void A_type_without_a_name_is_no_component() =>
        Assert.That(() => CanonicalJson.TypeNameOf(new Derived()), Throws.ArgumentException);

    private enum Order
    {
        SmallestFirst,
        LargestFirst,
    }

    private sealed class PartAttribute(string name) : ComponentAttribute(name);

    [Part("own-part", Version = 2)]
    private sealed record Part
    {
        public int Slices { get; init; } = 1;

        [SearchSpace(0.1, 1)]
        public double LearningRate { get; init; } = 0.5;

        public double? Likely { get; init; }

        public Order Order { get; init; } = Order.LargestFirst;

        public int Twice => 2 * Slices;
    }

    private sealed record Derived
    {
        public string Type => EqualityContract.Name;
    }
}
