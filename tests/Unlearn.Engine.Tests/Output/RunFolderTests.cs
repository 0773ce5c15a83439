using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Output;

public sealed class RunFolderTests
{
    private readonly List<string> _warnings = [];
    private string _root = "";

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("unlearn-folder-").FullName;
        _warnings.Clear();
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Two_runs_that_begin_at_once_get_folders_of_their_own()
    {
        string stem = Path.Combine(_root, "digits-20260304-120506");
        var claimed = new string[32];

        Parallel.For(0, claimed.Length, i => claimed[i] = RunFolder.Claim(stem));

        Assert.That(claimed, Is.Unique);
        Assert.That(claimed, Does.Contain(stem).And.Contain($"{stem}-2"));
    }

    [Test]
    public void A_folder_that_is_there_is_never_claimed()
    {
        string stem = Path.Combine(_root, "taken");
        Directory.CreateDirectory(stem);

        Assert.That(RunFolder.Claim(stem), Is.EqualTo($"{stem}-2"));
    }

    [Test]
    public void The_same_manifest_goes_on_in_its_folder()
    {
        var folder = new RunFolder(_root);
        folder.WriteManifest("experiment: a", _warnings.Add);
        folder.Write(Results("a"), _warnings.Add);

        folder.WriteManifest("experiment: a", _warnings.Add);
        folder.Write(Results("a"), _warnings.Add);

        Assert.That(_warnings, Is.Empty);
        Assert.That(Directory.GetDirectories(_root), Is.Empty);
    }

    [Test]
    public void The_files_of_a_run_of_another_manifest_are_set_aside_with_a_word()
    {
        var folder = new RunFolder(_root);
        folder.WriteManifest("experiment: a", _warnings.Add);
        folder.Write(Results("a"), _warnings.Add);
        File.WriteAllText(folder.File("report.html"), "a");

        folder.WriteManifest("experiment: b", _warnings.Add);

        Assert.That(_warnings.Single(), Does.Contain("held another run").And.Contain("earlier-1"));
        Assert.That(
            Directory.GetFiles(folder.File("earlier-1")).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "manifest.unlearn.yaml", "results.json", "results.json.sha256", "report.html" })
        );
        Assert.That(folder.ReadResults(), Is.Null);
    }

    [Test]
    public void Other_results_of_the_same_manifest_are_set_aside_with_a_word()
    {
        var folder = new RunFolder(_root);
        folder.WriteManifest("experiment: a", _warnings.Add);
        folder.Write(Results("all"), _warnings.Add);

        folder.Write(Results("some"), _warnings.Add);

        Assert.That(_warnings.Single(), Does.Contain("results.json differs"));
        Assert.That(new RunFolder(folder.File("earlier-1")).ReadResults()!.Description, Is.EqualTo("all"));
        Assert.That(folder.ReadResults()!.Description, Is.EqualTo("some"));
        Assert.That(File.Exists(folder.File("manifest.unlearn.yaml")), Is.True);
    }

    private static ExperimentResults Results(string description) =>
        new()
        {
            Experiment = "a",
            Description = description,
            Definition = "00",
            Datasets = [],
            Settings = [],
            Margins = new VerdictMargins(),
            Legend = [],
            VerificationGradients = 0,
            VerificationModels = 0,
        };
}
