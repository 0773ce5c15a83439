using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

/// <summary>What concerns more than one line of one manifest.</summary>
public class WholeManifestTests
{
    [Test]
    public void Two_manifests_of_one_experiment_are_reported_at_the_second()
    {
        GeneratorRun run = GeneratorRun.Of(
            ("/project/b.unlearn.yaml", Manifests.Small),
            ("/project/a.unlearn.yaml", Manifests.Small)
        );

        Assert.That(
            run.Lines,
            Is.EqualTo(new[] { "UNL0014 1:13 The experiment 'small' is already defined in project/a.unlearn.yaml" })
        );
        Assert.That(run.Result.Diagnostics[0].Location.GetLineSpan().Path, Is.EqualTo("/project/b.unlearn.yaml"));
    }

    [Test]
    public void A_manifest_listed_twice_is_one_manifest() =>
        Assert.That(
            GeneratorRun.Of(("/a.unlearn.yaml", Manifests.Small), ("/a.unlearn.yaml", Manifests.Small)).Load(),
            Has.Count.EqualTo(1)
        );

    [Test]
    public void A_broken_manifest_still_yields_its_type_and_compiles()
    {
        GeneratorRun run = GeneratorRun.OfManifest(
            Manifests.Small.Replace("count: 5", "cuont: 5", StringComparison.Ordinal)
        );

        dynamic experiment = run.Load().Single();
        Assert.That((string)experiment.GetType().Name, Is.EqualTo("Small"));
        Assert.That(
            () => (object)experiment.Define(),
            Throws.InvalidOperationException.With.Message.Contains("a.unlearn.yaml has errors")
        );
    }

    [Test]
    public void Without_the_libraries_there_is_one_clear_error_and_no_code()
    {
        GeneratorRun run = GeneratorRun.Start(ToyWorld.Bare(), [("/a.unlearn.yaml", Manifests.Small)]);

        Assert.That(run.Lines, Has.Count.EqualTo(1));
        Assert.That(run.Lines[0], Does.StartWith("UNL0021 1:1"));
        Assert.That(run.Result.GeneratedSources, Is.Empty);
    }

    [Test]
    public void Two_components_of_one_name_are_reported()
    {
        const string twin = "[Toy.Model(\"mlp\")] public sealed record Twin : Toy.IModel;";

        GeneratorRun run = GeneratorRun.Start(ToyWorld.Compilation(twin), [("/a.unlearn.yaml", Manifests.Small)]);

        Assert.That(run.Lines, Has.Count.EqualTo(1));
        Assert.That(
            run.Lines[0],
            Does.StartWith("UNL0022 3:8 The model 'mlp' is defined twice: global::Toy.Mlp, global::Twin")
        );
    }

    [Test]
    public void A_component_of_the_project_itself_can_be_used()
    {
        const string own =
            "[Toy.Model(\"own\")] public sealed record Own : Toy.IModel { public int Size { get; init; } }";
        string manifest = Manifests.Small.Replace(
            "model: mlp",
            "model: { type: own, size: 3 }",
            StringComparison.Ordinal
        );

        GeneratorRun run = GeneratorRun.Start(ToyWorld.Compilation(own), [("/a.unlearn.yaml", manifest)]);

        Assert.That((int)run.Define().Model.Size, Is.EqualTo(3));
    }

    [Test]
    public void A_half_typed_component_is_an_error_of_the_manifest_not_a_crash()
    {
        const string halfTyped = """
            [Toy.Model("own")]
            [Unlearn.Core.Components.SumAtMost]
            public sealed record Own : Toy.IModel { public int Size { get; init; } }
            """;

        GeneratorRun run = GeneratorRun.Start(ToyWorld.Compilation(halfTyped), [("/a.unlearn.yaml", Manifests.Small)]);

        Assert.That(run.Lines, Has.Count.EqualTo(1));
        Assert.That(run.Lines[0], Does.StartWith("UNL0099 1:1"));
    }

    [Test]
    public void Nesting_without_end_is_refused_quickly()
    {
        string manifest = "a: " + new string('[', 50_000);

        Assert.That(
            GeneratorRun.OfManifest(manifest).Lines[0],
            Does.StartWith("UNL0002 1:67 Nesting deeper than 64 levels")
        );
    }

    [Test]
    public void A_sweep_without_end_is_refused()
    {
        string hundred = "[" + string.Join(", ", Enumerable.Range(1, 101)) + "]";
        string methods = $"gradient-ascent: {{ steps: {hundred}, salt: {hundred} }}";

        Assert.That(
            GeneratorRun.OfManifest(Manifests.WithMethods(methods)).Lines,
            Is.EqualTo(new[] { "UNL0019 6:3 The sweep of 'gradient-ascent' has more than 10000 combinations" })
        );
    }
}
