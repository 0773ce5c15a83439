using Mono.Cecil;

namespace Unlearn.Architecture.Tests;

/// <summary>Inside a project too nothing points back up: its folders are in the order of <see cref="FolderOrder"/>.</summary>
public sealed class FolderTests
{
    private static readonly IEnumerable<string> Assemblies = FolderOrder.Of.Keys;

    [TestCaseSource(nameof(Assemblies))]
    public void The_order_names_every_folder_and_no_other(string assembly)
    {
        using ModuleDefinition module = Read(assembly);
        string root = RootOf(assembly);

        Assert.That(
            Levels(assembly).Keys.Order(),
            Is.EqualTo(module.Types.Select(type => Folder(type, root)).OfType<string>().Distinct().Order())
        );
    }

    [TestCaseSource(nameof(Assemblies))]
    public void No_folder_names_one_that_comes_after_it(string assembly)
    {
        using ModuleDefinition module = Read(assembly);
        string root = RootOf(assembly);
        Dictionary<string, int> levels = Levels(assembly);

        Assert.That(
            from edge in TypeGraph.Of(module)
            let folder = Folder(edge.From, root)
            let named = Folder(edge.To, root)
            where folder is not null && named is not null && levels[named] > levels[folder]
            select $"{folder}/{edge.From.Name} names {named}/{edge.To.Name}",
            Is.Empty
        );
    }

    private static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));

    private static string RootOf(string assembly) => assembly == "unlearn" ? "Unlearn.Tool" : assembly;

    private static Dictionary<string, int> Levels(string assembly) =>
        FolderOrder.Of[assembly].Select(static (folder, level) => (folder, level)).ToDictionary();

    /// <summary>The folder of a type from its namespace; null where the compiler or a package has made it.</summary>
    private static string? Folder(TypeDefinition type, string root) =>
        type.Namespace == root ? "."
        : type.Namespace.StartsWith($"{root}.", StringComparison.Ordinal)
            ? type.Namespace[(root.Length + 1)..].Replace('.', '/')
        : null;
}
