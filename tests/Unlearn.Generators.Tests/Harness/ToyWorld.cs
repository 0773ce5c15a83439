using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unlearn.Generators.Tests.Harness;

/// <summary>The toy components as a compiled reference, and compilations that use it.</summary>
internal static class ToyWorld
{
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);

    private static readonly Lazy<(byte[] Image, MetadataReference Reference)> Contracts = new(CompileContracts);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]
    );

    /// <summary>The toy assembly, to be loaded.</summary>
    public static byte[] Image => Contracts.Value.Image;

    /// <summary>A compilation that references the toy components and holds the given sources.</summary>
    public static CSharpCompilation Compilation(params string[] sources) =>
        Bare(sources).AddReferences(Contracts.Value.Reference);

    /// <summary>A compilation without the contracts.</summary>
    public static CSharpCompilation Bare(params string[] sources) =>
        CSharpCompilation.Create(
            "Consumer",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, Parsing)),
            Framework.Value,
            new(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error
            )
        );

    public static string Resource(string name)
    {
        using Stream stream = typeof(ToyWorld).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static (byte[] Image, MetadataReference Reference) CompileContracts()
    {
        const string usings = "global using System; global using System.Collections.Generic; global using System.Linq;";
        IEnumerable<string> sources = typeof(ToyWorld)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("contract/", StringComparison.Ordinal))
            .Select(Resource)
            .Append(usings);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Toy",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, Parsing)),
            Framework.Value,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        return (image.ToArray(), MetadataReference.CreateFromImage(image.ToArray()));
    }
}
