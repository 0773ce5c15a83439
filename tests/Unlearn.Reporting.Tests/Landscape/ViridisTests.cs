using Unlearn.Reporting.Landscape;

namespace Unlearn.Reporting.Tests.Landscape;

public class ViridisTests
{
    [TestCase(0, "#440154")]
    [TestCase(1, "#fde725")]
    [TestCase(-3, "#440154")]
    [TestCase(9, "#fde725")]
    [TestCase(1 / 9.0, "#482878")]
    public void Ends_and_stops_are_the_published_colours(double position, string expected) =>
        Assert.That(Viridis.At(position), Is.EqualTo(expected));
}
