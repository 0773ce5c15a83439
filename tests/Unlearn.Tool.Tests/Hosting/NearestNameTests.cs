using Unlearn.Tool.Hosting;

namespace Unlearn.Tool.Tests.Hosting;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["gradient-ascent", "retrain", "sisa", "scrub"];

    [TestCase("retrian", "retrain")]
    [TestCase("Gradient-Asent", "gradient-ascent")]
    [TestCase("sia", "sisa")]
    [TestCase("influence", null)]
    [TestCase("", null)]
    public void The_nearest_name_is_found_unless_all_are_far(string given, string? meant) =>
        Assert.That(NearestName.Find(given, Known), Is.EqualTo(meant));

    [Test]
    public void A_hint_is_half_a_sentence()
    {
        Assert.That(NearestName.Hint("sissa", Known), Is.EqualTo("; did you mean 'sisa'?"));
        Assert.That(NearestName.Hint("zebra", Known), Is.Empty);
    }
}
