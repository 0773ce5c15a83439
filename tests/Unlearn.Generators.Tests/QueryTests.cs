using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

/// <summary>Conditions are checked where they stand, against every dataset of the manifest.</summary>
public class QueryTests
{
    private const string Csv =
        "people: { type: csv, path: p.csv, label: y, numeric: [age], categorical: [job], queryOnly: [city], group: user }";

    [TestCase("adult:", "age > 60 and sex = 'Female'")]
    [TestCase("adult:", "label = '>50K' and hours-per-week < 20 or `native-country` = 'Cuba'")]
    [TestCase("bank-marketing:", "duration > 100 and emp.var.rate <= -1.5")]
    [TestCase("digits:", "label in [3, 5] and feature[12] > 0.5")]
    [TestCase(Csv, "age > 60 and job in ['cook', 'clerk'] and city = 3 and city = 'x' and user = 'u7'")]
    [TestCase("open: { type: csv, path: p.csv, label: y }", "whatever > 3")]
    public void A_condition_that_fits_is_no_mistake(string dataset, string where) =>
        Assert.That(Lines(dataset, $"\"{where}\""), Is.Empty);

    [TestCase("adult:", "\"agee > 60\"", "5:32", "the dataset 'adult' has no column 'agee'; did you mean 'age'?")]
    [TestCase("adult:", "\"age > 60 and sex = 1\"", "5:51", "sex holds texts: write '1' in quotes")]
    [TestCase("adult:", "\"age > 'old'\"", "5:38", "age is compared with a number here, not with the text 'old'")]
    [TestCase("digits:", "\"label = 3 and age > 60\"", "5:46", "the dataset 'digits' has no column 'age'")]
    [TestCase(Csv, "\"label = 3 and income > 60\"", "5:46", "the dataset 'people' has no column 'income'")]
    [TestCase(Csv, "\"job > 3\"", "5:32", "job holds texts, which have no order; compare it by =, != or in")]
    [TestCase("adult:, digits:", "\"age > 60\"", "5:32", "the dataset 'digits' has no column 'age'")]
    [TestCase("digits:", "\"label in [3\"", "5:42", "the condition ends where ] is expected")]
    [TestCase("digits:", "label is 3", "5:37", "=, !=, <, <=, >, >= or `in` is expected, not is")]
    public void A_mistake_is_reported_at_its_place(string dataset, string where, string at, string words)
    {
        IReadOnlyList<string> lines = Lines(dataset, where);

        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.StartWith($"UNL0026 {at} 'where': {words}"));
    }

    [Test]
    public void The_condition_is_handed_over_with_file_and_line()
    {
        GeneratorRun run = Run("digits:", "'label = 3'");

        Assert.That(run.Source, Does.Contain("Condition(\"label = 3\") { File = \"ask.unlearn.yaml\", Line = 5 },"));
        Assert.That(run.Compilation.GetDiagnostics(), Is.Empty);
    }

    [Test]
    public void Conditions_can_be_swept()
    {
        GeneratorRun run = Run("digits:", "['label = 3', 'label = 4']");

        Assert.That(run.Lines, Is.Empty);
        Assert.That(run.Source, Does.Contain("Condition(\"label = 3\")").And.Contain("Condition(\"label = 4\")"));
    }

    private static IReadOnlyList<string> Lines(string dataset, string where) => Run(dataset, where).Lines;

    private static GeneratorRun Run(string dataset, string where) =>
        GeneratorRun.Start(
            RealWorld.Compilation(),
            [
                (
                    "/project/ask.unlearn.yaml",
                    $$"""
                    experiment: ask
                    datasets: { {{dataset}} }
                    model: mlp
                    forget:
                      some: { type: query, where: {{where}} }
                    methods: { retrain: }
                    """
                ),
            ]
        );
}
