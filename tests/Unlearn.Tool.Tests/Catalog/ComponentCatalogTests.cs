using Unlearn.Core.Options;
using Unlearn.Tool.Catalog;

namespace Unlearn.Tool.Tests.Catalog;

public sealed class ComponentCatalogTests
{
    private static readonly IReadOnlyList<ComponentEntry> Components = ComponentCatalog.Read();

    [TestCase("datasets", "digits")]
    [TestCase("model", "mlp")]
    [TestCase("forget", "class")]
    [TestCase("methods", "sisa")]
    [TestCase("attacks", "lira")]
    public void Every_family_has_its_components(string family, string name) =>
        Assert.That(Components.Any(component => component.Family == family && component.Name == name));

    [Test]
    public void Every_component_and_every_option_is_documented() =>
        Assert.That(
            Components
                .Where(static component => component.Summary.Length == 0)
                .Select(static component => component.Name)
                .Concat(
                    from component in Components
                    from option in component.Options
                    where option.Summary.Length == 0
                    select $"{component.Name}.{option.Key}"
                ),
            Is.Empty
        );

    [Test]
    public void Options_show_type_default_and_range()
    {
        ComponentEntry ascent = Components.Single(static component => component.Name == "gradient-ascent");

        ComponentOption rate = ascent.Options.Single(static option => option.Key == "learningRate");

        Assert.That(rate.Type, Is.EqualTo("number"));
        Assert.That(rate.Default, Is.Not.Empty);
        Assert.That(rate.Range, Does.Match(@"^[\d.E-]+ to [\d.]+$"));
    }

    [Test]
    public void Choices_are_written_as_in_manifests() =>
        Assert.That(
            Components
                .Single(static component => component.Name == "sisa")
                .Options.Single(static option => option.Key == "aggregate")
                .Type,
            Does.Contain("vote |")
        );
}
