namespace Unlearn.Architecture.Tests;

/// <summary>Small files, one public type each, where their namespace says.</summary>
public sealed class FileTests
{
    private static readonly IReadOnlyList<SourceFile> Product = SourceFile.Under("src", "generators", "experiments");

    [Test]
    public void The_product_has_source_files() => Assert.That(Product, Has.Count.GreaterThan(50));

    [TestCase(300, "src", "generators", "experiments")]
    [TestCase(400, "tests")]
    public void No_file_is_longer_than(int lines, params string[] folders) =>
        Assert.That(SourceFile.Under(folders).Where(file => file.Lines.Length > lines).Select(Length), Is.Empty);

    [Test]
    public void A_file_holds_one_public_type_or_one_hierarchy() =>
        Assert.That(Product.Where(static file => !IsOneThing(file)).Select(Types), Is.Empty);

    [Test]
    public void A_file_is_named_after_its_public_type() =>
        Assert.That(
            Product
                .Where(static file => file.PublicTypes.Count > 0 && Stem(file) != file.PublicTypes[0].Name)
                .Select(Types),
            Is.Empty
        );

    [Test]
    public void The_namespace_is_the_folder() =>
        Assert.That(
            Product
                .Where(static file => file.Namespace is { } name && name != Folder(file))
                .Select(static file => $"{file.Path}: namespace {file.Namespace}"),
            Is.Empty
        );

    /// <summary>Tests from end to end are named after what they show, and stand in a folder of their own.</summary>
    [Test]
    public void Tests_stand_in_the_folder_of_what_they_are_named_after()
    {
        ILookup<(string Project, string Type), string> folders = Product.ToLookup(
            static file => (file.Path.Split('/')[1], Path.GetFileNameWithoutExtension(file.Path)),
            Inside
        );
        IEnumerable<string> strays =
            from file in SourceFile.Under("tests")
            let name = Path.GetFileNameWithoutExtension(file.Path)
            let project = file.Path.Split('/')[1]
            where
                name.EndsWith("Tests", StringComparison.Ordinal) && project.EndsWith(".Tests", StringComparison.Ordinal)
            let own = folders[(project[..^".Tests".Length], name[..^"Tests".Length])].ToArray()
            where own.Length > 0 && !own.Contains(Inside(file)) && Inside(file) != "EndToEnd"
            select $"{file.Path}: {string.Join(" or ", own)}";

        Assert.That(strays, Is.Empty);
    }

    [TestCase("#region")]
    [TestCase("NotImplementedException")]
    [TestCase("TODO")]
    [TestCase("Thread.Sleep(")]
    [TestCase("As defined by the component")]
    public void The_product_holds_no(string word) =>
        Assert.That(
            Product
                .Where(file => file.Lines.Any(line => line.Contains(word, StringComparison.Ordinal)))
                .Select(static file => file.Path),
            Is.Empty
        );

    /// <summary>One type, one name with and without type parameters, or an abstract type with its cases.</summary>
    private static bool IsOneThing(SourceFile file)
    {
        if (file.PublicTypes.Count <= 1)
        {
            return true;
        }

        string first = file.PublicTypes[0].Name;
        return file
            .PublicTypes.Skip(1)
            .All(type => type.Name == first || type.Tail.Contains($": {first}", StringComparison.Ordinal));
    }

    /// <summary>The file's name up to the first dot: parts of a partial type may say what they hold after it.</summary>
    private static string Stem(SourceFile file) => Path.GetFileName(file.Path).Split('.')[0];

    /// <summary>The folder within the project.</summary>
    private static string Inside(SourceFile file) =>
        string.Join('/', Path.GetDirectoryName(file.Path)!.Split('/').Skip(2));

    private static string Folder(SourceFile file) =>
        string.Join('.', Path.GetDirectoryName(file.Path)!.Split('/').Skip(1));

    private static string Length(SourceFile file) => $"{file.Path}: {file.Lines.Length} lines";

    private static string Types(SourceFile file) =>
        $"{file.Path}: {string.Join(", ", file.PublicTypes.Select(static type => type.Name))}";
}
