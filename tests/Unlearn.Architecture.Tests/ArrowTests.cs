using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Unlearn.Architecture.Tests;

/// <summary>The arrows: Tool -> Reporting -> Engine -> Learning -> Verification, and nothing back up.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Layers =
    [
        "Unlearn.Verification",
        "Unlearn.Learning",
        "Unlearn.Engine",
        "Unlearn.Reporting",
        "unlearn",
    ];

    private static readonly string[] Ours = [.. Layers, "Unlearn.Generators", "Unlearn.Experiments"];

    [TestCase("Unlearn.Verification", "")]
    [TestCase("Unlearn.Learning", "Unlearn.Verification")]
    [TestCase("Unlearn.Engine", "Unlearn.Learning")]
    [TestCase("Unlearn.Reporting", "Unlearn.Engine")]
    [TestCase("Unlearn.Tool", "Unlearn.Experiments Unlearn.Generators Unlearn.Reporting")]
    [TestCase("Unlearn.Generators", "")]
    [TestCase("Unlearn.Experiments", "Unlearn.Engine Unlearn.Generators")]
    public void A_project_refers_to_its_neighbours_only(string project, string neighbours)
    {
        string file = Directory
            .EnumerateFiles(Checkout.Root, $"{project}.csproj", SearchOption.AllDirectories)
            .Single(static path => !path.Contains("/artifacts/", StringComparison.Ordinal));
        string[] referred =
        [
            .. XDocument
                .Load(file)
                .Descendants("ProjectReference")
                .Select(static reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
                .Order(StringComparer.Ordinal),
        ];

        Assert.That(string.Join(' ', referred), Is.EqualTo(neighbours));
    }

    [TestCaseSource(nameof(Ours))]
    public void No_assembly_refers_upwards(string assembly)
    {
        int layer = Array.IndexOf(Layers, assembly);
        string[] allowed = assembly switch
        {
            "Unlearn.Generators" => [],
            "Unlearn.Experiments" => Layers[..3],
            "unlearn" => [.. Layers[..layer], "Unlearn.Generators", "Unlearn.Experiments"],
            _ => Layers[..layer],
        };

        Assert.That(References(assembly).Intersect(Ours), Is.SubsetOf(allowed));
    }

    [TestCaseSource(nameof(Ours))]
    public void Only_Learning_names_TorchSharp(string assembly) =>
        Assert.That(
            References(assembly).Contains("TorchSharp"),
            Is.EqualTo(assembly == "Unlearn.Learning"),
            "tensors belong to Unlearn.Learning"
        );

    [TestCaseSource(nameof(Ours))]
    public void Only_the_tool_and_the_generators_name_the_compiler(string assembly)
    {
        bool names = References(assembly)
            .Any(static name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

        Assert.That(names && assembly is not ("unlearn" or "Unlearn.Generators"), Is.False);
    }

    [TestCaseSource(nameof(Ours))]
    public void Only_the_tool_writes_to_the_terminal(string assembly)
    {
        bool names = References(assembly)
            .Any(static name => name is "Spectre.Console" or "System.CommandLine" or "System.Console");

        Assert.That(names && assembly != "unlearn", Is.False);
    }

    private static string[] References(string assembly)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        MetadataReader metadata = image.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences.Select(handle =>
                metadata.GetString(metadata.GetAssemblyReference(handle).Name)
            ),
        ];
    }
}
