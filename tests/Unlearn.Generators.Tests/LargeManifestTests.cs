using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

/// <summary>A manifest of any content is answered at once: nothing takes more than linear time, and nothing recurses as deep as a text is long.</summary>
[CancelAfter(120_000)]
public class LargeManifestTests
{
    private const int Size = 1_000_000;

    private static IEnumerable<TestCaseData> Cases =>
        new (string Name, string Text)[]
        {
            ("octal digits", Number("0o" + new string('7', Size))),
            ("decimal digits", Number(new string('7', Size))),
            ("negative digits", Number("-" + new string('7', Size))),
            ("hexadecimal digits", Number("0x" + new string('f', Size))),
            ("digits of a fraction", Rate("0." + new string('7', Size))),
            ("digits of an exponent", Rate("1e" + new string('7', Size))),
            ("octal rate", Rate("0o" + new string('7', Size))),
            ("distinct values of a sweep", Rate($"[{Join(150_000, static i => $"{i + 1}")}]")),
            ("equal values of a sweep", Rate($"[{Join(400_000, static _ => "1")}]")),
            ("lists of a sweep", Model($"[{Join(200_000, static _ => "[1]")}]")),
            ("items of a list", Model($"[{Join(400_000, static _ => "1")}]")),
            ("wrong items of a list", Model($"[{Join(100_000, static _ => "x")}]")),
            ("aliases", Model($"[{Join(300_000, static _ => "*a")}]")),
            ("anchors", Model($"[{Join(150_000, static i => $"&a{i} 1")}]")),
            ("tags", Model($"[{Join(200_000, static _ => "!a 1")}]")),
            ("keys", string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"k{i}: 1\n"))),
            ("one key many times", string.Concat(Enumerable.Range(0, 200_000).Select(static _ => "k: 1\n"))),
            ("methods", Methods(Join(90_000, static i => $"m{i}:"))),
            ("lines of a block", Block('|', string.Concat(Enumerable.Repeat("  a\n", 200_000)))),
            ("empty lines of a block", Block('|', new string('\n', Size))),
            ("blank lines of a block", Block('|', string.Concat(Enumerable.Repeat("   \n", 200_000)))),
            ("folded lines", Block('>', string.Concat(Enumerable.Repeat("  a\n", 200_000)))),
            ("folded empty lines", Block('>', "  a" + new string('\n', Size) + "  b")),
            ("folded deeper lines", Block('>', string.Concat(Enumerable.Repeat("  a\n    b\n", 80_000)))),
            ("one long line", Block('|', "  " + new string('a', Size))),
            ("plain lines", "description: a\n" + string.Concat(Enumerable.Repeat("  a\n", 200_000))),
            ("quoted lines", "description: \"" + string.Concat(Enumerable.Repeat("  a\n", 200_000)) + "\""),
            ("quoted empty lines", "description: \"a" + new string('\n', Size) + "b\""),
            ("escapes", "description: \"" + string.Concat(Enumerable.Repeat("\\n", 400_000)) + "\""),
            ("single quotes", "description: '" + string.Concat(Enumerable.Repeat("''", 400_000)) + "'"),
            ("a quote without end", "description: \"" + new string('a', Size)),
            ("comments", string.Concat(Enumerable.Repeat("# a\n", 200_000)) + "experiment: a"),
            ("blanks", new string(' ', Size) + "experiment: a"),
            ("tabs", new string('\t', Size) + "experiment: a"),
            ("open lists", new string('[', Size)),
            ("open maps", string.Concat(Enumerable.Repeat("{a: ", 250_000))),
            ("open block lists", string.Concat(Enumerable.Repeat("- ", 400_000))),
            (
                "open block maps",
                string.Concat(Enumerable.Range(0, 1_300).Select(static i => new string(' ', i) + "a:\n"))
            ),
            ("explicit keys", string.Concat(Enumerable.Repeat("? ", 400_000))),
            ("colons", string.Concat(Enumerable.Repeat("a: ", 300_000))),
            ("documents", string.Concat(Enumerable.Repeat("---\na\n", 150_000))),
            ("directives", string.Concat(Enumerable.Repeat("%A b\n", 150_000)) + "--- a"),
            ("a long key", new string('k', Size) + ": 1"),
            ("a long name", $"experiment: {new string('k', Size)}"),
            ("a long type", $"model: {new string('k', Size)}"),
            ("too long", new string('#', (1 << 20) + 1)),
        }.Select(static one => new TestCaseData(one.Text).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_large_manifest_is_answered_at_once(string text)
    {
        GeneratorRun run = GeneratorRun.OfManifest(text);

        Assert.That(run.Lines, Has.None.Contains("UNL0099"));
        Assert.That(run.Lines, Has.All.Matches<string>(static line => line is { Length: < 3000 }));
    }

    [Test]
    public void A_manifest_has_at_most_a_megabyte()
    {
        GeneratorRun run = GeneratorRun.OfManifest(Manifests.Small + new string('#', 1 << 20));

        Assert.That(run.Lines.Single(), Does.StartWith("UNL0002 1:1 A manifest of 10").And.Contain("1 MB"));
    }

    [TestCase("0o17", "15")]
    [TestCase("0x1F", "31")]
    [TestCase("+07", "7")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("0x7fffffffffffffff", "9223372036854775807")]
    public void Whole_numbers_keep_their_value(string written, string value)
    {
        Assert.That(
            Yaml.CoreSchema.ReadInteger(new Yaml.YamlScalar(written, IsPlain: true, default))!.Value.ToString(),
            Is.EqualTo(value)
        );
    }

    [TestCase("0x10000000000000000", 18446744073709551616.0)]
    [TestCase("100000000000000000000000", 1e23)]
    [TestCase("0o10", 8.0)]
    [TestCase("-12", -12.0)]
    public void Numbers_of_any_length_keep_their_value(string written, double value)
    {
        Assert.That(
            Yaml.CoreSchema.ReadNumber(new Yaml.YamlScalar(written, IsPlain: true, default)),
            Is.EqualTo(value)
        );
    }

    private static string Join(int count, Func<int, string> item) =>
        string.Join(", ", Enumerable.Range(0, count).Select(item));

    private static string Number(string value) => $"seeds: {{ base: {value} }}";

    private static string Rate(string value) => $"methods: {{ gradient-ascent: {{ learningRate: {value} }} }}";

    private static string Model(string value) => $"model: {{ type: mlp, hidden: {value} }}";

    private static string Methods(string entries) => $"methods: {{ {entries} }}";

    private static string Block(char style, string lines) => $"description: {style}\n{lines}";
}
