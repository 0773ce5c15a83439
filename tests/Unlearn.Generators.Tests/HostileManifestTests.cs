using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unlearn.Generators.Tests.Harness;
using static Unlearn.Generators.Tests.Harness.Items;

namespace Unlearn.Generators.Tests;

/// <summary>A manifest is data: whatever it holds, it cannot change the shape of the generated program.</summary>
public class HostileManifestTests
{
    private static readonly string[] Fragments =
    [
        "\"",
        "\"\"\"",
        "'",
        "{",
        "}",
        "{0}",
        "{{",
        "*/",
        "/*",
        "//",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\\",
        "\\u0022",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u202e",
        "😀",
        "é",
        "#endif",
        "#pragma warning disable",
        "]]>",
        "</summary>",
        "; } class Injected { }",
        "$\"",
        "@\"",
        "\0",
        "\ud800",
        "a",
        "0",
        " ",
        ":",
        "%",
    ];

    [Test]
    public void Random_text_in_every_string_position_stays_text([Range(1, 60)] int seed)
    {
        string text = RandomText(new Random(seed));
        string quoted = Quote(text);
        string manifest = $"""
            experiment: hostile
            description: {quoted}
            datasets: {"{"} digits: {"{"} path: {quoted} {"}"} {"}"}
            model: mlp
            forget: {"{"} random: {"{"} count: 5 {"}"} {"}"}
            methods:
              gradient-ascent: {"{"} note: [{quoted}, plain] {"}"}
            # {text.Replace('\n', ' ').Replace('\r', ' ').Replace('\u0085', ' ').Replace('\u2028', ' ').Replace(
                '\u2029',
                ' '
            ).Replace("\0", "", StringComparison.Ordinal).Replace("\ud800", "", StringComparison.Ordinal)}
            """;

        GeneratorRun run = GeneratorRun.OfManifest(manifest);
        if (text.Contains('\ud800', StringComparison.Ordinal))
        {
            // YAML itself refuses half of a surrogate pair.
            Assert.That(run.Lines, Has.Count.EqualTo(1));
            AssertShape(run.Source);
            return;
        }

        dynamic experiment = run.Load().Single();
        dynamic definition = experiment.Define();
        AssertShape(run.Source);
        Assert.That((string)experiment.ManifestText, Is.EqualTo(manifest));
        Assert.That((string)definition.Description, Is.EqualTo(text));
        Assert.That((string)Item(definition.Datasets, 0).Value.Path, Is.EqualTo(text));
        Assert.That((string)Item(definition.Methods, 0).Value.Note, Is.EqualTo(text));
        Assert.That((string)Item(Item(definition.Methods, 0).Sweep, 0), Is.EqualTo("note=" + text));
    }

    [Test]
    public void Random_text_as_names_keys_types_and_values_never_breaks_the_program([Range(1, 60)] int seed)
    {
        Random random = new(seed);
        string Hostile() => Quote(RandomText(random));
        string manifest = $"""
            experiment: {Hostile()}
            {Hostile()}: {Hostile()}
            seeds: {Hostile()}
            datasets: {"{"} {Hostile()}: digits {"}"}
            model: {"{"} type: {Hostile()}, {Hostile()}: 1 {"}"}
            forget: {"{"} random: {"{"} count: {Hostile()} {"}"} {"}"}
            methods:
              {Hostile()}: {"{"} type: gradient-ascent, {Hostile()}: 3 {"}"}
            report: {"{"} formats: [{Hostile()}] {"}"}
            """;

        GeneratorRun run = GeneratorRun.OfManifest(manifest);

        Assert.That(run.Lines, Is.Not.Empty);
        Assert.That(run.Lines, Has.None.Contains("UNL0099"));
        Assert.That(run.Lines.Where(line => line.AsSpan().ContainsAny("\r\n\u0085\u2028\u2029")), Is.Empty);
        AssertShape(run.Source);
        Assert.That((string)run.Load().Single().ManifestText, Is.EqualTo(manifest));
    }

    [Test]
    public void Random_bytes_never_crash_the_generator([Range(1, 200)] int seed)
    {
        Random random = new(seed);
        StringBuilder manifest = new(random.Next(3) == 0 ? Manifests.Full : "");
        for (int edit = 0; edit < 8; edit++)
        {
            manifest.Insert(random.Next(manifest.Length + 1), Fragments[random.Next(Fragments.Length)]);
        }

        GeneratorRun run = GeneratorRun.OfManifest(manifest.ToString());

        Assert.That(run.Lines, Has.None.Contains("UNL0099"));
        AssertShape(run.Source);
        Assert.That((string)run.Load().Single().ManifestText, Is.EqualTo(manifest.ToString()));
    }

    [TestCase("/project/quo\"te.unlearn.yaml")]
    [TestCase("/project/a*/b\\c.unlearn.yaml")]
    [TestCase("/project/new\nline.unlearn.yaml")]
    [TestCase("/project/]]></summary>.unlearn.yaml")]
    [TestCase("/project/\u2028日本.unlearn.yaml")]
    [TestCase("C:\\project\\x.unlearn.yaml")]
    public void A_hostile_file_name_stays_a_name(string path)
    {
        GeneratorRun run = GeneratorRun.Of((path, Manifests.Small));

        AssertShape(run.Source);
        Assert.That(path, Does.EndWith((string)run.Load().Single().ManifestFile));
    }

    private static void AssertShape(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, ToyWorld.Parsing).GetRoot();
        Assert.That(root.GetDiagnostics(), Is.Empty);
        ClassDeclarationSyntax type = root.DescendantNodes().OfType<ClassDeclarationSyntax>().Single();
        string[] members =
        [
            .. type.Members.Select(member =>
                member is MethodDeclarationSyntax method
                    ? method.Identifier.Text
                    : ((PropertyDeclarationSyntax)member).Identifier.Text
            ),
        ];
        Assert.That(members, Is.EqualTo(new[] { "ManifestFile", "ManifestText", "Define" }));
        Assert.That(root.DescendantNodes().OfType<TypeDeclarationSyntax>().Count(), Is.EqualTo(1));
        Assert.That(source.Where(c => c != '\n' && IsInvisible(c)), Is.Empty);
    }

    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;

    private static string RandomText(Random random)
    {
        StringBuilder text = new();
        for (int part = random.Next(1, 9); part > 0; part--)
        {
            text.Append(Fragments[random.Next(Fragments.Length)]);
        }

        return text.ToString();
    }

    /// <summary>A double-quoted YAML scalar of any text.</summary>
    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            quoted.Append(
                c
                    is '"'
                        or '\\'
                        or < ' '
                        or '\u0085'
                        or '\u2028'
                        or '\u2029'
                        or '\u00a0'
                        or '\ufeff'
                        or (>= '\ud800' and <= '\udfff')
                    ? $"\\u{(int)c:x4}"
                    : c.ToString()
            );
        }

        return quoted.Append('"').ToString();
    }
}
