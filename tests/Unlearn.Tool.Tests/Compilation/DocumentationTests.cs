using System.Text.RegularExpressions;
using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Tests.Compilation;

/// <summary>What people copy from the documentation compiles as it stands there; pages of diagnostics show what they say.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>What a fragment needs around it: keys that it does not have itself.</summary>
    private static readonly (string Key, string Line)[] Rest =
    [
        ("experiment", "experiment: fragment"),
        ("datasets", "datasets: { digits: }"),
        ("model", "model: mlp"),
        ("forget", "forget: { a-few: { type: random, fraction: 0.05 } }"),
        ("methods", "methods: { retrain: }"),
    ];

    /// <summary>It shows a method of the reader's own, which this tool does not have.</summary>
    private const string OfOwnMethods = "UNL0023.md";

    private static IEnumerable<TestCaseData> Pages =>
        Directory
            .EnumerateFiles(Checkout.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("diagnostics", StringComparison.Ordinal))
            .Append(Checkout.Path("README.md"))
            .Select(static path => Path.GetRelativePath(Checkout.Root, path))
            .Where(static page => Blocks(page).Length > 0)
            .Order(StringComparer.Ordinal)
            .Select(static page => new TestCaseData(page).SetArgDisplayNames(page));

    private static IEnumerable<TestCaseData> Diagnostics =>
        Directory
            .EnumerateFiles(Checkout.Path("docs", "diagnostics"), "UNL*.md")
            .Select(static path => Path.GetRelativePath(Checkout.Root, path))
            .Where(static page => Blocks(page).Length > 0 && !page.EndsWith(OfOwnMethods, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static page => new TestCaseData(page).SetArgDisplayNames(page));

    [TestCaseSource(nameof(Pages))]
    public void Every_block_of_a_page_can_be_pasted(string page)
    {
        foreach (string block in Blocks(page))
        {
            Assert.That(Check(block), Is.Empty, block);
        }
    }

    [TestCaseSource(nameof(Diagnostics))]
    public void A_page_of_a_diagnostic_shows_it_and_what_would_be_right(string page)
    {
        string id = Path.GetFileNameWithoutExtension(page);
        string[] blocks = Blocks(page);

        Assert.That(blocks, Has.Length.EqualTo(2), "wrong, then right");
        int files = blocks[0].Contains("in two files", StringComparison.Ordinal) ? 2 : 1;
        Assert.That(Check(blocks[0], files).Select(static found => found.Id), Does.Contain(id), blocks[0]);
        Assert.That(Check(blocks[1]), Is.Empty, blocks[1]);
    }

    [TestCase("README.md", "docs/")]
    [TestCase("docs/cli.md", "")]
    public void Every_page_is_linked_from_where_people_begin(string page, string prefix)
    {
        string text = File.ReadAllText(Checkout.Path(page));
        IEnumerable<string> names = Directory
            .EnumerateFiles(Checkout.Path("docs"), "*.md")
            .Select(static path => Path.GetFileName(path))
            .Append("methods/README.md")
            .Append("attacks/README.md")
            .Where(name => prefix.Length > 0 || name != "cli.md");

        Assert.That(names.Where(name => !text.Contains($"({prefix}{name}", StringComparison.Ordinal)), Is.Empty);
        Assert.That(text, Does.Contain("audit"));
    }

    [Test]
    public void Every_link_of_a_page_leads_to_a_file()
    {
        foreach (
            string page in Directory
                .EnumerateFiles(Checkout.Path("docs"), "*.md", SearchOption.AllDirectories)
                .Append(Checkout.Path("README.md"))
                .Append(Checkout.Path("CONTRIBUTING.md"))
        )
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                string target = link.Groups[1].Value;
                Assert.That(
                    Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)),
                    Is.True,
                    $"{Path.GetRelativePath(Checkout.Root, page)}: {target}"
                );
            }
        }
    }

    private static IReadOnlyList<ManifestDiagnostic> Check(string block, int files = 1)
    {
        string[] missing =
        [
            .. Rest.Where(rest => !Regex.IsMatch(block, $"(?m)^{rest.Key}s?:")).Select(static rest => rest.Line),
        ];

        // The block first: positions in a failure are those of the page.
        string manifest = $"{block.TrimEnd()}\n{string.Join('\n', missing)}\n";
        return new ManifestCompiler().Check([
            .. Enumerable.Range(1, files).Select(file => new ManifestSource($"block-{file}.unlearn.yaml", manifest)),
        ]);
    }

    private static string[] Blocks(string page) =>
        [
            .. Block()
                .Matches(File.ReadAllText(Checkout.Path(page)))
                .Select(static block => block.Groups[1].Value)
                .Where(static block => !block.Contains("apiVersion", StringComparison.Ordinal)),
        ];

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
