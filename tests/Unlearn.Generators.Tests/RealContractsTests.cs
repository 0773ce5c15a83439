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

    [TestCase("mnist: { split: { train: 0.8, test: 1, population: 0.2 } }", 0)]
    [TestCase("mnist: { split: { train: 0.9, test: 1, population: 0.2 } }", 1)]
    [TestCase("digits: { split: { train: 0.8, test: 1, population: 0.2 } }", 1)]
    public void Only_fractions_of_one_part_must_not_add_up_to_more_than_it(string dataset, int mistakes)
    {
        string manifest = $$"""
            experiment: parts
            datasets: { {{dataset}} }
            model: { type: mlp, weights: elsewhere.safetensors }
            forget: { random: { count: 5 } }
            methods: { retrain: }
            """;

        GeneratorRun run = GeneratorRun.Start(RealWorld.Compilation(), [("/parts.unlearn.yaml", manifest)]);

        Assert.That(
            run.Lines.Count(static line => line.StartsWith("UNL0010", StringComparison.Ordinal)),
            Is.EqualTo(mistakes)
        );
        Assert.That(run.Lines, Has.Count.EqualTo(mistakes));
    }

    [Test]
    public void What_components_require_exists()
    {
        string[] required = [.. Model.Value.Components.SelectMany(static component => component.Requires).Distinct()];

        Assert.That(required, Is.Not.Empty);
        Assert.That(
            required.Where(static type => !Model.Value.Components.Any(component => component.Is(type))),
            Is.Empty
        );
    }

    [TestCase("random: { count: 5 }", 1)]
    [TestCase("poisoned: { count: 5, trigger: { size: 2 } }", 0)]
    [TestCase("mine: { type: poisoned, fraction: 0.5, swap: [3, 5] }", 0)]
    public void An_attack_on_planted_data_needs_a_scenario_that_plants(string scenario, int mistakes)
    {
        string manifest = $$"""
            experiment: planted
            datasets: { digits: }
            model: mlp
            forget: { {{scenario}} }
            methods: { retrain: }
            attacks: { backdoor: }
            """;

        GeneratorRun run = GeneratorRun.Start(RealWorld.Compilation(), [("/planted.unlearn.yaml", manifest)]);

        Assert.That(run.Lines, Has.Count.EqualTo(mistakes));
        Assert.That(run.Lines, Is.All.StartsWith("UNL0025 6:12 The verification attack 'backdoor'"));
    }

    [TestCase("digits:", "mlp", "random: { count: 5 }", "amnesiac:", "")]
    [TestCase("digits:", "{ type: mlp, weights: '' }", "random: { count: 5 }", "amnesiac:", "")]
    [TestCase("digits:", "{ type: mlp, weights: w }", "random: { count: 5 }", "amnesiac:", "UNL0028")]
    [TestCase("digits:", "{ type: mlp, weights: w }", "random: { count: 5 }", "delta-grad:", "UNL0028")]
    [TestCase("digits:", "{ type: mlp, weights: w }", "poisoned: { count: 5, swap: [1, 2] }", "retrain:", "UNL0028")]
    [TestCase("digits:", "mlp", "poisoned: { count: 5, swap: [1, 2, 3] }", "retrain:", "UNL0011")]
    [TestCase("digits:", "cnn", "random: { count: 5 }", "influence:", "")]
    [TestCase("digits:", "cnn", "random: { count: 5 }", "influence: { solver: k-fac }", "UNL0015")]
    [TestCase("digits:", "resnet", "random: { count: 5 }", "influence: { solver: [exact, k-fac] }", "UNL0015")]
    [TestCase("digits:", "mlp", "random: { count: 5 }", "influence: { solver: k-fac }", "")]
    [TestCase("adult:", "cnn", "random: { count: 5 }", "retrain:", "UNL0028")]
    [TestCase("location-30:", "resnet", "random: { count: 5 }", "retrain:", "UNL0028")]
    [TestCase("digits:", "mlp", "group: { count: 1 }", "retrain:", "UNL0015")]
    [TestCase("orl-faces:", "mlp", "group: { count: 1 }", "retrain:", "")]
    [TestCase("csv: { path: p, label: l }", "mlp", "group: { count: 1 }", "retrain:", "UNL0028")]
    [TestCase("csv: { path: p, label: l, group: g }", "mlp", "group: { count: 1 }", "retrain:", "")]
    [TestCase("images: { path: p }", "mlp", "stream: { requests: 3, order: by-user }", "retrain:", "UNL0028")]
    [TestCase("images: { path: p, by: person }", "mlp", "stream: { requests: 3, order: by-user }", "retrain:", "")]
    [TestCase("mnist:", "mlp", "stream: { requests: 3, order: by-user }", "retrain:", "UNL0015")]
    [TestCase("mnist:", "mlp", "stream: { requests: 3 }", "retrain:", "")]
    [TestCase("mnist:", "softmax-regression", "stream: { requests: 3 }", "certified-removal:", "")]
    [TestCase("mnist:", "softmax-regression", "stream: { requests: 3 }", "langevin:", "")]
    [TestCase("mnist:", "mlp", "stream: { requests: 3 }", "amnesiac:", "")]
    [TestCase("mnist:", "mlp", "stream: { requests: 3 }", "delta-grad:", "")]
    [TestCase("digits:", "cnn", "stream: { requests: 3 }", "delta-grad:", "UNL0015")]
    [TestCase("mnist:", "mlp", "random: { count: 3 }", "langevin:", "UNL0015")]
    [TestCase("adult:", "mlp", "random: { count: 3 }", "sisa: { shards: 5, likely: 'age < 30' }", "")]
    [TestCase("adult:", "mlp", "random: { count: 3 }", "sisa: { shards: 5, likely: 'aeg < 30' }", "UNL0026")]
    [TestCase("digits:", "mlp", "random: { count: 3 }", "sisa: { shards: 5, likely: label in }", "UNL0026")]
    public void What_cannot_go_together_is_a_compile_error(
        string dataset,
        string model,
        string scenario,
        string method,
        string expected
    )
    {
        string manifest = $$"""
            experiment: together
            datasets: { {{dataset}} }
            model: {{model}}
            forget: { {{scenario}} }
            methods: { {{method}} }
            """;

        GeneratorRun run = GeneratorRun.Start(RealWorld.Compilation(), [("/together.unlearn.yaml", manifest)]);

        Assert.That(
            run.Lines.Select(static line => line[..7]),
            Is.EqualTo(expected.Length == 0 ? [] : new[] { expected })
        );
    }

    [TestCaseSource(nameof(BuiltIn))]
    public void A_built_in_experiment_has_no_mistakes(string file)
    {
        string path = Path.Combine(Checkout.Root, "experiments", "Unlearn.Experiments", file);

        GeneratorRun run = GeneratorRun.Start(RealWorld.Compilation(), [(path, File.ReadAllText(path))]);

        Assert.That(run.Lines, Is.Empty);
        Assert.That(run.Compilation.GetDiagnostics(), Is.Empty);
    }

    private static IEnumerable<string> BuiltIn() =>
        Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "experiments", "Unlearn.Experiments"), "*.unlearn.yaml")
            .Select(static path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);
}
