using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unlearn.Generators.Tests.Harness;

/// <summary>The product's own assemblies, with their documentation.</summary>
internal static class RealWorld
{
    /// <summary>A compilation that references everything that the tests run with.</summary>
    public static CSharpCompilation Compilation() =>
        CSharpCompilation.Create(
            "Consumer",
            references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(Reference),
            options: new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );

    /// <summary>The checkout's root folder.</summary>
    public static string Root()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Harness.sln")))
        {
            root = root.Parent;
        }

        Assert.That(root, Is.Not.Null, "the tests run inside the checkout");
        return root!.FullName;
    }

    private static MetadataReference Reference(string path)
    {
        string xml = Path.ChangeExtension(path, ".xml");
        bool isOurs = Path.GetFileName(path).StartsWith("Unlearn.", StringComparison.Ordinal) && File.Exists(xml);
        return MetadataReference.CreateFromFile(path, documentation: isOurs ? new DocumentationFile(xml) : null);
    }
}
