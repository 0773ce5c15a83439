using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Tests.Compilation;

/// <summary>A package's page is what people copy from: its examples compile.</summary>
public class PackageReadmeTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [TestCase("src/Unlearn.Core")]
    [TestCase("src/Unlearn.Formats")]
    [TestCase("src/Unlearn.Verification")]
    [TestCase("src/Unlearn.Learning")]
    [TestCase("src/Unlearn.Engine")]
    [TestCase("src/Unlearn.Audit")]
    [TestCase("src/Unlearn.Reporting")]
    public void The_example_of_a_library_compiles(string project)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "example",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(Example(project, "csharp"))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

        Assert.That(
            compilation.GetDiagnostics().Where(static found => found.Severity == DiagnosticSeverity.Error),
            Is.Empty
        );
    }

    [Test]
    public void The_example_of_the_generator_is_a_manifest_without_mistakes() =>
        Assert.That(
            new ManifestCompiler().Check([new("mine.unlearn.yaml", Example("generators/Unlearn.Generators", "yaml"))]),
            Is.Empty
        );

    private static string Example(string project, string language)
    {
        string page = File.ReadAllText(Checkout.Path([.. project.Split('/'), "README.md"]));
        string opening = $"```{language}\n";
        int start = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        Assert.That(start, Is.GreaterThanOrEqualTo(opening.Length), $"{project}/README.md has an example");
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
