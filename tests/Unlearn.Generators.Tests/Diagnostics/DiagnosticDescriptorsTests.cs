using Microsoft.CodeAnalysis;
using Unlearn.Generators.Diagnostics;

namespace Unlearn.Generators.Tests.Diagnostics;

public class DiagnosticDescriptorsTests
{
    [Test]
    public void Every_descriptor_is_listed_and_has_a_help_link()
    {
        DiagnosticDescriptor[] declared =
        [
            .. typeof(DiagnosticDescriptors)
                .GetFields()
                .Select(field => field.GetValue(null))
                .OfType<DiagnosticDescriptor>(),
        ];

        Assert.That(declared, Is.EquivalentTo(DiagnosticDescriptors.ById.Values));
        Assert.That(
            declared.Select(descriptor => descriptor.HelpLinkUri),
            Is.All.Contains("docs/diagnostics/UNL").And.All.EndsWith(".md")
        );
    }

    [Test]
    public void Every_diagnostic_has_its_page_and_every_page_its_diagnostic()
    {
        string folder = Path.Combine(Checkout.Root, "docs", "diagnostics");
        string[] pages =
        [
            .. Directory.GetFiles(folder, "UNL*.md").Select(file => Path.GetFileNameWithoutExtension(file)),
        ];

        Assert.That(pages, Is.EquivalentTo(DiagnosticDescriptors.ById.Keys));
        foreach (DiagnosticDescriptor descriptor in DiagnosticDescriptors.ById.Values)
        {
            string page = File.ReadAllText(Path.Combine(folder, $"{descriptor.Id}.md"));
            Assert.That(
                page,
                Does.StartWith(
                    $"# {descriptor.Id}: {descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)}\n"
                )
            );
        }
    }
}
