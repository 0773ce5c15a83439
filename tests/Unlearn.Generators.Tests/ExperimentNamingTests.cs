using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

public class ExperimentNamingTests
{
    [TestCase("small", "Small")]
    [TestCase("digits-forgetting", "DigitsForgetting")]
    [TestCase("a.b_c-d", "ABCD")]
    [TestCase("5-seeds", "Experiment5Seeds")]
    [TestCase("define", "Define2")]
    [TestCase("manifestText", "ManifestText2")]
    [TestCase("generatedExperiments", "GeneratedExperiments2")]
    [TestCase("class", "Class")]
    public void The_class_is_named_after_the_experiment(string experiment, string className)
    {
        string manifest = Manifests.Small.Replace(
            "experiment: small",
            $"experiment: {experiment}",
            StringComparison.Ordinal
        );

        Assert.That((string)GeneratorRun.OfManifest(manifest).Load().Single().GetType().Name, Is.EqualTo(className));
    }

    [Test]
    public void Names_that_collide_get_numbers_in_the_order_of_paths()
    {
        static string Named(string name) =>
            Manifests.Small.Replace("experiment: small", $"experiment: {name}", StringComparison.Ordinal);

        GeneratorRun run = GeneratorRun.Of(
            ("/project/y/a.unlearn.yaml", Named("a.b")),
            ("/project/x/a.unlearn.yaml", Named("a-b")),
            ("/project/x_a.unlearn.yaml", Named("a_b"))
        );

        string[] names = [.. run.Load().Select(experiment => (string)experiment.GetType().Name)];
        Assert.That(names, Is.EqualTo(new[] { "AB", "AB2", "AB3" }));
        Assert.That(run.Result.GeneratedSources.Select(source => source.HintName), Is.Unique);
        Assert.That(
            run.Result.GeneratedSources.Select(source => source.HintName),
            Has.Some.Contains("x_a.unlearn.yaml")
        );
    }

    [TestCase("Consumer", null, "Consumer.Experiments")]
    [TestCase("Some.Experiments", null, "Some.Experiments")]
    [TestCase("my-project.2nd", null, "my_project._2nd.Experiments")]
    [TestCase("", null, "Unlearn.Generated")]
    [TestCase("Consumer", "Own.Space", "Own.Space")]
    [TestCase("class", null, "@class.Experiments")]
    public void The_namespace_follows_the_project(string root, string? chosen, string expected)
    {
        Dictionary<string, string> properties = new() { ["build_property.RootNamespace"] = root };
        if (chosen is not null)
        {
            properties["build_property.UnlearningNamespace"] = chosen;
        }

        GeneratorRun run = GeneratorRun.Start(
            ToyWorld.Compilation(),
            [("/a.unlearn.yaml", Manifests.Small)],
            properties
        );

        Assert.That(run.Source, Does.Contain($"namespace {expected};"));
        Assert.That(run.Load(), Has.Count.EqualTo(1));
    }
}
