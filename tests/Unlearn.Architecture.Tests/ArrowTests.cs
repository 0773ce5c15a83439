using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Unlearn.Architecture.Tests;

/// <summary>The arrows: Tool -> Reporting -> Engine -> Learning -> Verification -> Formats -> Core, Tool -> Audit -> Verification, and nothing back up.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Ground = ["Unlearn.Core", "Unlearn.Formats"];
    private static readonly string[] UpToLearning = [.. Ground, "Unlearn.Verification", "Unlearn.Learning"];
    private static readonly string[] UpToEngine = [.. UpToLearning, "Unlearn.Engine"];

    // What each assembly may refer to.
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Unlearn.Core"] = [],
        ["Unlearn.Formats"] = ["Unlearn.Core"],
        ["Unlearn.Verification"] = Ground,
        ["Unlearn.Learning"] = UpToLearning,
        ["Unlearn.Engine"] = UpToLearning,
        ["Unlearn.Audit"] = [.. Ground, "Unlearn.Verification"],
        ["Unlearn.Reporting"] = UpToEngine,
        ["Unlearn.Generators"] = ["Unlearn.Core"],
        ["Unlearn.Experiments"] = UpToEngine,
        ["unlearn"] =
        [
            .. UpToEngine,
            "Unlearn.Audit",
            "Unlearn.Reporting",
            "Unlearn.Generators",
            "Unlearn.Experiments",
        ],
    };

    private static readonly IEnumerable<string> Ours = Below.Keys;

    [TestCase("Unlearn.Core", "")]
    [TestCase("Unlearn.Formats", "Unlearn.Core")]
    [TestCase("Unlearn.Verification", "Unlearn.Formats")]
    [TestCase("Unlearn.Learning", "Unlearn.Verification")]
    [TestCase("Unlearn.Engine", "Unlearn.Learning")]
    [TestCase("Unlearn.Audit", "Unlearn.Verification")]
    [TestCase("Unlearn.Reporting", "Unlearn.Engine")]
    [TestCase("Unlearn.Tool", "Unlearn.Audit Unlearn.Experiments Unlearn.Generators Unlearn.Reporting")]
    [TestCase("Unlearn.Generators", "Unlearn.Core")]
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
    public void No_assembly_refers_upwards(string assembly) =>
        Assert.That(References(assembly).Intersect(Ours), Is.SubsetOf(Below[assembly]));

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
