using System.IO.Compression;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Tests.Reproduction;

public sealed class ReproductionTests
{
    private static readonly ExperimentDefinition Small = Samples.Digits with
    {
        Forget = [Samples.Digits.Forget[0]],
        Shards = [],
        Attacks = [Samples.Digits.Attacks[0]],
        Methods = [new("nothing", new NothingMethod())],
    };

    private TemporaryFolder _folder = null!;
    private ExperimentResults _results = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        await ExperimentRunnerTests.RunAsync(Small, _folder, "run", "store");
        _results = new RunFolder(_folder["run"]).ReadResults()!;
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Results_survive_the_way_to_the_file_and_back() =>
        Assert.That(ResultDifference.Between(_results, new RunFolder(_folder["run"]).ReadResults()!), Is.Empty);

    [Test]
    public void The_first_figure_that_differs_is_named()
    {
        ExperimentResults other = Changed(_results, "digits/mlp/a-few/nothing/seed-1", 2, 0.123);
        ResultDifference difference = ResultDifference.Between(_results, other).Single();
        Assert.That(difference.Trial, Is.EqualTo("digits/mlp/a-few/nothing/seed-1"));
        Assert.That(difference.What, Is.EqualTo("test-accuracy"));
        Assert.That(difference.Found, Does.StartWith("0.123 ["));
    }

    [Test]
    public void A_missing_trial_is_a_difference()
    {
        ExperimentResults other = _results with { Settings = [] };
        Assert.That(ResultDifference.Between(_results, other), Has.Count.EqualTo(8));
    }

    [Test]
    public void The_checksum_file_is_that_of_the_results()
    {
        var folder = new RunFolder(_folder["run"]);
        string digest = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File(RunFolder.ResultsFile)))
        );
        Assert.That(File.ReadAllText(folder.File(RunFolder.DigestFile)), Is.EqualTo($"{digest}  results.json\n"));
        Assert.That(folder.ReadEnvironment()!.ResultsDigest, Is.EqualTo(digest));
    }

    [Test]
    public void Two_runs_are_compared_seed_by_seed()
    {
        ExperimentResults other = Changed(_results, "digits/mlp/a-few/nothing/seed-1", 2, 0.5);
        RunComparison comparison = RunComparison.Of(_results, other);
        FigureComparison test = comparison.Figures.Single(static figure =>
            figure is { Row: "nothing", Figure: "test-accuracy" }
        );
        double before = _results
            .Settings[0]
            .Rows.Single(static row => row.Id == "nothing")
            .Trials[1]
            .Figures[2]
            .Value!.Value;
        Assert.That(test.Difference.Value, Is.EqualTo((0.5 - before) / 2).Within(1e-12));
        Assert.That(test.Difference.Interval!.Lower, Is.LessThan(test.Difference.Value));
        Assert.That(comparison.Inputs, Is.Empty);
        Assert.That(comparison.OnlyLeft.Concat(comparison.OnlyRight), Is.Empty);
    }

    [Test]
    public void A_lock_holds_as_long_as_nothing_drifts_and_says_what_did()
    {
        ManifestLock locked = ManifestLock.Of(Plan(Small));
        string path = _folder["manifest.lock.json"];
        ManifestLockFile.Write(path, locked);
        ManifestLock read = ManifestLockFile.Read(path);
        Assert.That(read.Drift(ManifestLock.Of(Plan(Small))), Is.Empty);

        IReadOnlyList<string> drift = read.Drift(
            ManifestLock.Of(Plan(Small with { Seeds = Small.Seeds with { Count = 3 } }))
        );
        Assert.That(
            read.Packages.Values,
            Has.None.Contain("+"),
            "a commit of the tool that changes no version is no drift"
        );
        Assert.That(drift[0], Does.StartWith("the definition"));
        Assert.That(drift, Has.Some.Contains("trial digits/mlp/a-few/nothing/seed-2 is new"));
        Assert.That(() => ManifestLockFile.Read(_folder["none"]), Throws.TypeOf<InputException>());
    }

    [Test]
    public void A_run_goes_through_an_archive_and_back()
    {
        string archive = _folder["run.zip"];
        RunArchive.Export(_folder["run"], archive, anonymous: false);
        RunFolder back = RunArchive.Import(archive, _folder["back"]);
        Assert.That(
            File.ReadAllBytes(back.File(RunFolder.ResultsFile)),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(_folder["run"], RunFolder.ResultsFile)))
        );
        Assert.That(back.File(RunFolder.ManifestFile), Does.Exist);
        using JsonDocument crate = JsonDocument.Parse(File.ReadAllBytes(back.File("ro-crate-metadata.json")));
        Assert.That(
            crate.RootElement.GetProperty("@graph")[0].GetProperty("about").GetProperty("@id").GetString(),
            Is.EqualTo("./")
        );
    }

    [Test]
    public void An_anonymous_archive_names_neither_host_nor_user_nor_folder()
    {
        string archive = _folder["anonymous.zip"];
        RunArchive.Export(_folder["run"], archive, anonymous: true);
        using ZipArchive zip = ZipFile.OpenRead(archive);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            string text = reader.ReadToEnd();
            Assert.That(text, Does.Not.Contain(Environment.MachineName).And.Not.Contain(_folder.Path), entry.Name);
        }
    }

    [TestCase("../escaped.txt")]
    [TestCase("..\\escaped.txt")]
    [TestCase("/tmp/unlearn-escaped.txt")]
    [TestCase("escaped.txt")]
    [TestCase("results.json\0")]
    [TestCase("")]
    public void An_archive_gives_a_run_s_own_files_and_no_others(string name)
    {
        string archive = _folder["evil.zip"];
        RunArchive.Export(_folder["run"], archive, anonymous: false);
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Update))
        {
            using var writer = new StreamWriter(zip.CreateEntry(name.Length > 0 ? name : new string('a', 5000)).Open());
            writer.Write("!");
        }

        RunFolder run = RunArchive.Import(archive, _folder["inside"]);

        Assert.That(
            Directory.EnumerateFileSystemEntries(run.Path).Select(Path.GetFileName),
            Is.SubsetOf(
                new[]
                {
                    "results.json",
                    "results.json.sha256",
                    "curves.json",
                    "timings.json",
                    "environment.json",
                    "events.ndjson",
                    "manifest.unlearn.yaml",
                    "ro-crate-metadata.json",
                }
            )
        );
        Assert.That(_folder["escaped.txt"], Does.Not.Exist);
    }

    [Test]
    public void An_archive_that_unpacks_to_a_flood_is_refused()
    {
        string archive = _folder["flood.zip"];
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            using Stream stream = zip.CreateEntry("results.json").Open();
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++)
            {
                stream.Write(zeros);
            }
        }

        Assert.That(
            () => RunArchive.Import(archive, _folder["inside"]),
            Throws.TypeOf<InputException>().With.Message.Contains("unpack to more than")
        );
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"experiment": null}""")]
    public void Results_and_locks_of_another_form_are_errors_in_words(string json)
    {
        string folder = _folder["formless"];
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.json"), json);
        File.WriteAllText(Path.Combine(folder, "manifest.lock.json"), json);

        Assert.That(
            () => new RunFolder(folder).ReadResults(),
            Throws.TypeOf<InputException>().With.Message.Contains("damaged or of another version")
        );
        Assert.That(
            () => ManifestLockFile.Read(Path.Combine(folder, "manifest.lock.json")),
            Throws.TypeOf<InputException>().With.Message.Contains("no lock file of this version")
        );
    }

    [Test]
    public void A_null_among_the_settings_is_an_error_in_words()
    {
        string folder = _folder["hole"];
        Directory.CreateDirectory(folder);
        string text = File.ReadAllText(Path.Combine(_folder["run"], "results.json"));
        using JsonDocument whole = JsonDocument.Parse(text);
        string settings = whole.RootElement.GetProperty("settings").GetRawText();
        File.WriteAllText(
            Path.Combine(folder, "results.json"),
            text.Replace(settings, "[null]", StringComparison.Ordinal)
        );

        Assert.That(() => new RunFolder(folder).ReadResults(), Throws.TypeOf<InputException>());
    }

    private static ExperimentPlan Plan(ExperimentDefinition definition) =>
        LoadedPlan.Of(definition, new DataFolders([], AppContext.BaseDirectory), []);

    private static ExperimentResults Changed(ExperimentResults results, string trial, int figure, double value) =>
        results with
        {
            Settings =
            [
                .. results.Settings.Select(setting =>
                    setting with
                    {
                        Rows =
                        [
                            .. setting.Rows.Select(row =>
                                row with
                                {
                                    Trials =
                                    [
                                        .. row.Trials.Select(one =>
                                            one.Id == trial ? Changed(one, figure, value) : one
                                        ),
                                    ],
                                }
                            ),
                        ],
                    }
                ),
            ],
        };

    private static TrialResult Changed(TrialResult trial, int figure, double value) =>
        trial with
        {
            Figures = [.. trial.Figures.Select((one, at) => at == figure ? one with { Value = value } : one)],
        };
}
