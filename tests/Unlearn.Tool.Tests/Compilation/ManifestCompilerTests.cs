using System.Runtime.CompilerServices;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Tests.Compilation;

public class ManifestCompilerTests
{
    private const string Small = """
        experiment: small
        datasets: { digits: }
        model: mlp
        forget: { random: { count: 5 } }
        methods: { retrain:, ascent: { type: gradient-ascent, steps: [1, 2] } }
        """;

    private readonly ManifestCompiler _compiler = new();

    [Test]
    public void A_manifest_becomes_an_experiment()
    {
        using CompiledManifests compiled = _compiler.Compile([new("small.unlearn.yaml", Small)]);

        Assert.That(compiled.Diagnostics, Is.Empty);
        IExperiment experiment = compiled.Experiments.Single();
        Assert.That(experiment.ManifestFile, Is.EqualTo("small.unlearn.yaml"));
        Assert.That(experiment.ManifestText, Is.EqualTo(Small));
        ExperimentDefinition definition = experiment.Define();
        Assert.That(definition.Name, Is.EqualTo("small"));
        Assert.That(
            definition.Methods.Select(method => method.Id),
            Is.EqualTo(new[] { "retrain", "ascent[steps=1]", "ascent[steps=2]" })
        );
    }

    [Test]
    public void Ten_mistakes_are_found_in_one_call()
    {
        IReadOnlyList<ManifestDiagnostic> found = _compiler.Check([new("ten.unlearn.yaml", TenMistakes.Manifest)]);

        TenMistakes.AssertFound([
            .. found.Select(item => item.ToString().Replace("ten.unlearn.yaml", "", StringComparison.Ordinal)),
        ]);
        Assert.That(found.Select(item => item.HelpLink), Is.All.EndsWith(".md"));
    }

    [Test]
    public void A_broken_manifest_compiles_to_its_diagnostics_alone()
    {
        using CompiledManifests compiled = _compiler.Compile([new("ten.unlearn.yaml", TenMistakes.Manifest)]);

        Assert.That(compiled.HasErrors, Is.True);
        Assert.That(compiled.Experiments, Is.Empty);
        Assert.That(compiled.Diagnostics, Has.Count.EqualTo(10));
    }

    [Test]
    public void A_warning_does_not_stop_the_experiment()
    {
        using CompiledManifests compiled = _compiler.Compile([new("small.unlearn.yaml", Small + "\nshards: [1, 2]")]);

        Assert.That(compiled.HasErrors, Is.False);
        Assert.That(compiled.Diagnostics.Single().Id, Is.EqualTo("UNL0017"));
        Assert.That(compiled.Experiments, Has.Count.EqualTo(1));
    }

    [Test]
    public void Manifests_of_one_call_come_in_the_order_of_their_paths()
    {
        using CompiledManifests compiled = _compiler.Compile([
            new("b.unlearn.yaml", Small.Replace("small", "one", StringComparison.Ordinal)),
            new("a.unlearn.yaml", Small.Replace("small", "two", StringComparison.Ordinal)),
        ]);

        Assert.That(
            compiled.Experiments.Select(experiment => experiment.ManifestFile),
            Is.EqualTo(new[] { "a.unlearn.yaml", "b.unlearn.yaml" })
        );
    }

    [Test]
    public void A_manifest_of_any_file_name_is_compiled()
    {
        using CompiledManifests compiled = _compiler.Compile([new("experiment.yml", Small)]);

        Assert.That(compiled.Experiments, Has.Count.EqualTo(1));
    }

    [Test]
    public void No_manifests_are_no_experiments()
    {
        using CompiledManifests compiled = _compiler.Compile([]);

        Assert.That(compiled.Experiments, Is.Empty);
        Assert.That(compiled.HasErrors, Is.False);
    }

    [Test]
    public void A_missing_file_is_said_in_words() =>
        Assert.That(
            () => ManifestSource.Read("nowhere/none.unlearn.yaml"),
            Throws
                .TypeOf<InputException>()
                .With.Message.EqualTo(
                    "nowhere/none.unlearn.yaml: does not exist; give the path of a manifest (*.unlearn.yaml)."
                )
        );

    [Test]
    public void Compiled_code_is_released()
    {
        WeakReference experiment = CompileAndForget();
        for (int attempt = 0; experiment.IsAlive && attempt < 20; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(experiment.IsAlive, Is.False);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference CompileAndForget()
    {
        using CompiledManifests compiled = _compiler.Compile([new("small.unlearn.yaml", Small)]);
        return new(compiled.Experiments[0].GetType());
    }
}
