using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

/// <summary>Expectations are read, and their rows and attacks found, where they stand.</summary>
public class ExpectationTests
{
    [TestCase("sisa: exact")]
    [TestCase("sisa-5: exact or certified")]
    [TestCase("'fine*': not-decided, forgotten")]
    [TestCase("'test-accuracy of *': '>= reference - 0.02'")]
    [TestCase("lira.auc-gap of fine-tune: '<= null + 0.05'")]
    [TestCase("lira.auc of original: '>= 0.7'")]
    public void An_expectation_that_can_be_decided_is_no_mistake(string line) => Assert.That(Run(line).Lines, Is.Empty);

    [TestCase("siza: exact", "8:3", "'siza': no method is called 'siza'; did you mean 'sisa'?")]
    [TestCase("sisa: gone", "8:9", "'sisa': 'gone' is no verdict; use one of is-reference, broken, traces-left")]
    [TestCase("sisa: '>= 0.5'", "8:9", "'sisa': '>= 0.5' is no verdict")]
    [TestCase("sisa:", "8:3", "'sisa': give a verdict, or a comparison")]
    [TestCase("sisa: [exact]", "8:3", "'sisa': give a verdict, or a comparison")]
    [TestCase("rmia.auc of sisa: '<= 0.6'", "8:3", "'rmia.auc of sisa': no attack is called 'rmia'")]
    [TestCase("lira.auc of sisa: about 0.5", "8:21", "'lira.auc of sisa': a comparison begins with '<=' or '>='")]
    [TestCase("lira.auc of sisa: '<= best + 1'", "8:21", "'lira.auc of sisa': 'best + 1' is no bound")]
    [TestCase("lira.auc of sisa: '<= null 1'", "8:21", "'lira.auc of sisa': 'null 1' is no bound")]
    [TestCase("' of sisa': '<= 1'", "8:3", "' of sisa': name a figure")]
    public void A_mistake_is_reported_at_its_place(string line, string at, string words)
    {
        IReadOnlyList<string> lines = Run(line).Lines;

        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.StartWith($"UNL0029 {at} {words}"));
    }

    [Test]
    public void What_is_no_map_is_refused() =>
        Assert.That(
            Run("- sisa").Lines.Single(),
            Does.StartWith("UNL0006 8:3 'expect' must be a map of rows to verdicts")
        );

    [Test]
    public void An_expectation_is_handed_over_with_file_and_line()
    {
        GeneratorRun run = Run("sisa: exact");

        Assert.That(
            run.Source,
            Does.Contain("Expectation(\"sisa\", \"exact\") { File = \"gate.unlearn.yaml\", Line = 8 }")
        );
        Assert.That(run.Compilation.GetDiagnostics(), Is.Empty);
    }

    private static GeneratorRun Run(string line) =>
        GeneratorRun.Start(
            RealWorld.Compilation(),
            [
                (
                    "/project/gate.unlearn.yaml",
                    $$"""
                    experiment: gate
                    datasets: { digits: }
                    model: mlp
                    forget: { a-few: { type: random, fraction: 0.05 } }
                    methods: { sisa: , fine-tune: }
                    attacks: { lira: }
                    expect:
                      {{line}}
                    """
                ),
            ]
        );
}
