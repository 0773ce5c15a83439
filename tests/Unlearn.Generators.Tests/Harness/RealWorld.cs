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

    private static MetadataReference Reference(string path)
    {
        string xml = Path.ChangeExtension(path, ".xml");
        bool isOurs = Path.GetFileName(path).StartsWith("Unlearn.", StringComparison.Ordinal) && File.Exists(xml);
        return MetadataReference.CreateFromFile(path, documentation: isOurs ? new DocumentationFile(xml) : null);
    }
}
