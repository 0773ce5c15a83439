using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unlearn.Generators.Tests.Harness;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Unlearn.Generators.Tests;

public class CachingTests
{
    private static readonly string[] Steps =
    [
        TrackingNames.Model,
        TrackingNames.Settings,
        TrackingNames.Text,
        TrackingNames.Document,
        TrackingNames.Bound,
        TrackingNames.Roster,
        TrackingNames.Source,
        TrackingNames.Diagnostics,
    ];

    private static readonly (string, string?)[] Two =
    [
        ("/project/a.unlearn.yaml", Manifests.Small),
        ("/project/b.unlearn.yaml", Manifests.Full),
    ];

    [Test]
    public void The_first_run_makes_everything_new()
    {
        GeneratorRun run = GeneratorRun.Of(Two);

        Assert.That(Steps.SelectMany(run.Reasons), Is.All.EqualTo(New));
    }

    [Test]
    public void The_same_compilation_again_leaves_every_step_cached()
    {
        CSharpCompilation compilation = ToyWorld.Compilation();
        GeneratorRun again = GeneratorRun.Continue(GeneratorRun.Start(compilation, Two).Driver, compilation);

        Assert.That(Steps.SelectMany(again.Reasons), Is.All.EqualTo(Cached));
        Assert.That(OutputReasons(again), Is.All.EqualTo(Cached));
    }

    [Test]
    public void An_edit_of_an_unrelated_file_changes_nothing()
    {
        CSharpCompilation compilation = ToyWorld.Compilation("class A;");
        GeneratorRun first = GeneratorRun.Start(compilation, Two);
        SyntaxTree edited = CSharpSyntaxTree.ParseText("class A { int _b; }", ToyWorld.Parsing);

        GeneratorRun second = GeneratorRun.Continue(
            first.Driver,
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], edited)
        );

        // The model has to be read again, and is equal: everything behind it rests.
        Assert.That(second.Reasons(TrackingNames.Model), Is.All.EqualTo(Unchanged));
        Assert.That(Steps.Skip(1).SelectMany(second.Reasons), Is.All.EqualTo(Cached));
        Assert.That(OutputReasons(second), Is.All.EqualTo(Cached));
    }

    [Test]
    public void A_new_option_of_a_component_binds_manifests_again()
    {
        CSharpCompilation compilation = ToyWorld.Compilation();
        GeneratorRun first = GeneratorRun.Start(compilation, Two);
        SyntaxTree own = CSharpSyntaxTree.ParseText(
            "[Toy.Model(\"own\")] public sealed record Own : Toy.IModel;",
            ToyWorld.Parsing
        );

        GeneratorRun second = GeneratorRun.Continue(first.Driver, compilation.AddSyntaxTrees(own));

        Assert.That(second.Reasons(TrackingNames.Model), Is.All.EqualTo(Modified));
        Assert.That(second.Reasons(TrackingNames.Document), Is.All.EqualTo(Cached));
        Assert.That(second.Reasons(TrackingNames.Bound), Is.All.EqualTo(Unchanged));
        Assert.That(OutputReasons(second), Is.All.EqualTo(Cached));
    }

    [Test]
    public void An_edit_of_one_manifest_leaves_the_other_alone()
    {
        GeneratorRun second = AfterEdit(Manifests.Small.Replace("count: 5", "count: 6", StringComparison.Ordinal));

        Assert.That(
            second.Reasons(TrackingNames.Document),
            Is.EquivalentTo(new[] { Modified, Unchanged }).Or.EquivalentTo(new[] { Modified, Cached })
        );
        Assert.That(second.Reasons(TrackingNames.Roster), Is.All.EqualTo(Unchanged).Or.EqualTo(Cached));
        Assert.That(second.Reasons(TrackingNames.Source).Count(reason => reason == Modified), Is.EqualTo(1));
        Assert.That(second.Reasons(TrackingNames.Diagnostics), Is.All.EqualTo(Unchanged).Or.EqualTo(Cached));
    }

    [Test]
    public void A_comment_reaches_the_text_of_the_experiment_but_no_diagnostics()
    {
        GeneratorRun second = AfterEdit("# a comment\n" + Manifests.Small);

        Assert.That(second.Reasons(TrackingNames.Source).Count(reason => reason == Modified), Is.EqualTo(1));
        Assert.That(second.Reasons(TrackingNames.Diagnostics), Is.All.EqualTo(Unchanged).Or.EqualTo(Cached));
    }

    private static GeneratorRun AfterEdit(string text)
    {
        CSharpCompilation compilation = ToyWorld.Compilation();
        MemoryText old = new("/project/a.unlearn.yaml", Manifests.Small);
        GeneratorDriver driver = GeneratorRun
            .Start(compilation, [Two[1]])
            .Driver.AddAdditionalTexts([old])
            .RunGenerators(compilation)
            .ReplaceAdditionalText(old, new MemoryText("/project/a.unlearn.yaml", text));
        return GeneratorRun.Continue(driver, compilation);
    }

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRun run) =>
        run
            .Result.TrackedOutputSteps.Values.SelectMany(steps => steps)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason);
}
