using System.ComponentModel;
using System.Reflection;
using Unlearn.Generators.Model;
using Unlearn.Generators.Tests.Harness;
using Unlearn.Learning.Data;

namespace Unlearn.Generators.Tests;

/// <summary>The product's own components are fit for manifests.</summary>
public class RealContractsTests
{
    private static readonly Lazy<ManifestModel> Model = new(() =>
        ModelReader.Read(RealWorld.Compilation(), withSummaries: true, default)!
    );

    [Test]
    public void Every_family_has_components() =>
        Assert.That(Model.Value.Families.Where(family => !Model.Value.ComponentsOf(family.Interface).Any()), Is.Empty);

    [Test]
    public void Names_are_kebab_case_and_unique_in_their_family()
    {
        foreach (FamilyModel family in Model.Value.Families)
        {
            string[] names = [.. Model.Value.ComponentsOf(family.Interface).Select(component => component.Name)];
            Assert.That(names, Is.Unique);
            Assert.That(names, Is.All.Match("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"));
        }
    }

    [Test]
    public void Every_option_can_be_written_and_is_documented()
    {
        IEnumerable<RecordModel> records =
        [
            Model.Value.Root,
            .. Model.Value.Records,
            .. Model.Value.Components.Select(component => component.Record),
        ];
        string[] troubles =
        [
            .. records
                .SelectMany(record => record.Properties.Select(property => (record, property)))
                .Where(pair => pair.property.Value is UnsupportedModel || pair.property.Summary.Length == 0)
                .Select(pair => $"{pair.record.TypeName}.{pair.property.Name}"),
        ];

        Assert.That(troubles, Is.Empty);
    }

    [Test]
    public void Stated_defaults_are_the_real_ones()
    {
        SplitRule rule = new();
        foreach (PropertyInfo property in typeof(SplitRule).GetProperties())
        {
            object? stated = property.GetCustomAttribute<DefaultValueAttribute>()?.Value;
            Assert.That(stated, Is.EqualTo(property.GetValue(rule)), property.Name);
        }
    }

    [Test]
    public void Ten_mistakes_are_found_in_one_pass()
    {
        GeneratorRun run = GeneratorRun.Start(RealWorld.Compilation(), [("/ten.unlearn.yaml", TenMistakes.Manifest)]);

        TenMistakes.AssertFound([
            .. run.Result.Diagnostics.Select(item =>
                item.ToString().Replace("/ten.unlearn.yaml", "", StringComparison.Ordinal)
            ),
        ]);
    }

    [Test]
    public void The_quickstart_has_no_mistakes()
    {
        string path = Path.Combine(Checkout.Root, "experiments", "Unlearn.Experiments", "quickstart.unlearn.yaml");

        GeneratorRun run = GeneratorRun.Start(RealWorld.Compilation(), [(path, File.ReadAllText(path))]);

        Assert.That(run.Lines, Is.Empty);
        Assert.That(run.Compilation.GetDiagnostics(), Is.Empty);
    }
}
