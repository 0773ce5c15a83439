using Unlearn.Generators.Tests.Harness;
using static Unlearn.Generators.Tests.Harness.Items;

namespace Unlearn.Generators.Tests;

public class EmittedDefinitionTests
{
    [Test]
    public void A_small_manifest_becomes_a_definition_with_defaults()
    {
        dynamic definition = GeneratorRun.OfManifest(Manifests.Small).Define();

        Assert.That((string)definition.Name, Is.EqualTo("small"));
        Assert.That((string)Item(definition.Datasets, 0).Name, Is.EqualTo("digits"));
        Assert.That((double)Item(definition.Datasets, 0).Value.Split.Train, Is.EqualTo(0.6));
        Assert.That((object)definition.Model.ToString(), Does.StartWith("Mlp"));
        Assert.That((int)Item(definition.Model.Hidden, 0), Is.EqualTo(128));
        Assert.That((int)Item(definition.Forget, 0).Value.Count, Is.EqualTo(5));
        Assert.That((int)definition.Seeds.Count, Is.EqualTo(3));
    }

    [Test]
    public void Every_written_option_reaches_the_definition()
    {
        dynamic definition = GeneratorRun.OfManifest(Manifests.Full).Define();

        Assert.That((string)definition.Description, Is.EqualTo("Does \"cheap\" forgetting pass?"));
        Assert.That((long)definition.Seeds.Base, Is.EqualTo(42));
        Assert.That((string)Item(definition.Datasets, 1).Value.Path, Is.EqualTo(@"C:\data"));
        Assert.That((IEnumerable<int>)definition.Model.Hidden, Is.EqualTo(new[] { 128, 64 }));
        Assert.That((string)definition.Model.Activation.ToString(), Is.EqualTo("Tanh"));
        Assert.That((double)Item(definition.Forget, 0).Value.Fraction, Is.EqualTo(0.05));
        Assert.That((int)Item(definition.Forget, 1).Value.Label, Is.EqualTo(3));
        Assert.That((IEnumerable<int>)definition.Shards, Is.EqualTo(new[] { 1, 5, 20 }));
        Assert.That(((System.Collections.ICollection)definition.Report.Formats).Count, Is.EqualTo(3));
    }

    [Test]
    public void A_sweep_becomes_an_entry_for_each_combination_and_the_last_axis_turns_fastest()
    {
        dynamic definition = GeneratorRun.OfManifest(Manifests.Full).Define();

        List<string> ids = [];
        List<(double, int)> values = [];
        foreach (dynamic method in definition.Methods)
        {
            ids.Add((string)method.Id);
            if (method.Name == "ascent")
            {
                values.Add(((double)method.Value.LearningRate, (int)method.Value.Steps));
                Assert.That((bool)method.Value.Stopping.Enabled, Is.True);
                Assert.That((IEnumerable<double>)method.Value.Weights, Is.EqualTo(new[] { 1, 0.5 }));
            }
        }

        Assert.That(
            ids,
            Is.EqualTo(
                new[]
                {
                    "retrain",
                    "again",
                    "sisa",
                    "ascent[learningRate=0.001,steps=10]",
                    "ascent[learningRate=0.001,steps=50]",
                    "ascent[learningRate=3e-3,steps=10]",
                    "ascent[learningRate=3e-3,steps=50]",
                }
            )
        );
        Assert.That(values, Is.EqualTo(new[] { (0.001, 10), (0.001, 50), (0.003, 10), (0.003, 50) }));
    }

    [Test]
    public void A_nested_option_and_a_list_option_can_be_swept()
    {
        string manifest = Manifests
            .Small.Replace(
                "model: mlp",
                "models:\n  net: { type: mlp, hidden: [[8], [16, 4]] }",
                StringComparison.Ordinal
            )
            .Replace(
                "retrain:",
                "x: { type: gradient-ascent, stopping: { tolerance: [0.1, 0.2] } }",
                StringComparison.Ordinal
            );
        dynamic definition = GeneratorRun.OfManifest(manifest).Define();

        Assert.That((string)Item(definition.Models, 0).Id, Is.EqualTo("net[hidden=[8]]"));
        Assert.That((string)Item(definition.Models, 1).Id, Is.EqualTo("net[hidden=[16 4]]"));
        Assert.That((IEnumerable<int>)Item(definition.Models, 1).Value.Hidden, Is.EqualTo(new[] { 16, 4 }));
        Assert.That((string)Item(definition.Methods, 1).Id, Is.EqualTo("x[stopping.tolerance=0.2]"));
        Assert.That((double)Item(definition.Methods, 1).Value.Stopping.Tolerance, Is.EqualTo(0.2));
    }

    [Test]
    public void A_component_inside_a_component_is_bound()
    {
        string manifest = Manifests
            .Small.Replace("random: { count: 5 }", "class: { label: 1 }", StringComparison.Ordinal)
            .Replace("retrain:", "error-noise: { helper: { type: mlp, hidden: [3] } }", StringComparison.Ordinal);
        dynamic definition = GeneratorRun.OfManifest(manifest).Define();

        Assert.That((int)Item(Item(definition.Methods, 0).Value.Helper.Hidden, 0), Is.EqualTo(3));
    }

    [TestCase("0x10", 16)]
    [TestCase("0o17", 15)]
    [TestCase("010", 10)]
    [TestCase("+7", 7)]
    public void Whole_numbers_follow_the_core_schema(string written, int meant)
    {
        dynamic definition = GeneratorRun
            .OfManifest(Manifests.WithMethods($"gradient-ascent: {{ steps: {written} }}"))
            .Define();

        Assert.That((int)Item(definition.Methods, 0).Value.Steps, Is.EqualTo(meant));
    }

    [TestCase("9223372036854775807")]
    [TestCase("-9223372036854775808")]
    public void Long_numbers_keep_every_digit(string written)
    {
        dynamic definition = GeneratorRun
            .OfManifest(Manifests.WithMethods($"gradient-ascent: {{ salt: {written} }}"))
            .Define();

        Assert.That(
            ((long)Item(definition.Methods, 0).Value.Salt).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(written)
        );
    }

    [Test]
    public void The_manifest_travels_with_the_experiment()
    {
        dynamic experiment = GeneratorRun.OfManifest(Manifests.Full).Load().Single();

        Assert.That((string)experiment.ManifestText, Is.EqualTo(Manifests.Full));
        Assert.That((string)experiment.ManifestFile, Is.EqualTo("a.unlearn.yaml"));
        Assert.That((string)experiment.GetType().FullName, Is.EqualTo("Consumer.Experiments.DigitsForgetting"));
    }

    [Test]
    public void The_generated_class_reads_like_the_committed_one()
    {
        // The version comes from the repository's tags.
        string version = $"{typeof(ManifestGenerator).Assembly.GetName().Version!.ToString(3)}";
        Golden.Check(
            "DigitsForgetting.txt",
            GeneratorRun
                .OfManifest(Manifests.Full)
                .Source.Replace(
                    $"\"Unlearn.Generators\", \"{version}\"",
                    "\"Unlearn.Generators\", \"0.1.0\"",
                    StringComparison.Ordinal
                )
        );
    }
}
