using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

[NonParallelizable]
public sealed class DataFoldersTests
{
    private string? _before;

    [SetUp]
    public void Keep() => _before = Environment.GetEnvironmentVariable(DataFolders.EnvironmentVariable);

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(DataFolders.EnvironmentVariable, _before);

    [Test]
    public void The_option_comes_first_then_the_environment_then_the_cache()
    {
        string root = Path.GetPathRoot(Path.GetTempPath())!;
        string a = Path.Combine(root, "a");
        string b = Path.Combine(root, "b");
        string c = Path.Combine(root, "c");
        Environment.SetEnvironmentVariable(DataFolders.EnvironmentVariable, $"{b}{Path.PathSeparator}{c}");

        DataFolders folders = DataFolders.Usual(a, root);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(folders.Folders, Is.EqualTo([a, b, c, folders.Cache]));
            Assert.That(folders.Client, Is.Null, "whether to download is the caller's decision");
        }
    }

    [Test]
    public void Relative_paths_start_from_the_manifests_folder()
    {
        string root = Path.GetPathRoot(Path.GetTempPath())!;
        var folders = new DataFolders([], Path.Combine(root, "manifests"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(folders.Resolve("../x.csv"), Is.EqualTo(Path.Combine(root, "x.csv")));
            Assert.That(folders.Resolve(Path.Combine(root, "y")), Is.EqualTo(Path.Combine(root, "y")));
        }
    }

    [Test]
    public void A_path_with_a_nul_is_refused()
    {
        using var scratch = new Scratch();
        Expect.Error(() => scratch.Folders.Resolve("a\0b"), "NUL");
    }
}
