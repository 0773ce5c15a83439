namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Bad input ends with exit code 2, one clear line and no stack trace.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class UsageTests
{
    [TestCase("there is no command or argument 'runn'; did you mean 'run'?", "runn", "quickstart")]
    [TestCase("'doctr'; did you mean 'doctor'?", "doctr")]
    [TestCase("'lst'; did you mean 'list'?", "data", "lst")]
    [TestCase("there is no option '--jbs'; did you mean '--jobs'?", "run", "quickstart", "--jbs", "3")]
    [TestCase("there is no option '--formt'; did you mean '--format'?", "show", "--formt", "json")]
    [TestCase("there is no option '--formt'; did you mean '--format'?", "list", "--formt", "json")]
    [TestCase("there is no command or argument 'twice'.", "run", "quickstart", "twice")]
    [TestCase("--jbs", "run", "--jbs")]
    [TestCase("--strict", "check", "a.unlearn.yaml", "--strict")]
    [TestCase("--nam", "new", "--nam")]
    [TestCase("--jobs 0", "run", "quickstart", "--jobs", "0")]
    [TestCase("--jobs many: use a whole number", "run", "quickstart", "--jobs", "many")]
    [TestCase("verbosity", "run", "quickstart", "-v", "loud")]
    [TestCase("--timeout", "run", "quickstart", "--timeout", "-1")]
    [TestCase("--partition needs --executor slurm", "run", "quickstart", "--partition", "cpu")]
    [TestCase("--detach needs --executor slurm", "run", "quickstart", "--executor", "external", "--detach")]
    [TestCase("--pack needs --executor", "run", "quickstart", "--pack", "3")]
    [TestCase("--retries -1", "run", "quickstart", "--executor", "slurm", "--retries", "-1")]
    [TestCase("--executor pbs: use local, slurm or external", "run", "quickstart", "--executor", "pbs")]
    [TestCase("--executor sllurm: use", "run", "quickstart", "--executor", "sllurm")]
    [TestCase("; did you mean 'slurm'?", "run", "quickstart", "--executor", "sllurm")]
    [TestCase("--format yaml: use table or json", "doctor", "--format", "yaml")]
    [TestCase("--format jsn: use table or json; did you mean 'json'?", "doctor", "--format", "jsn")]
    [TestCase("did you mean 'quickstart'?", "run", "quikstart")]
    [TestCase("does not exist", "check", "missing.unlearn.yaml")]
    [TestCase("did you mean 'gradient-ascent'?", "list", "gradient-asent")]
    [TestCase("'rnu'; did you mean 'run'?", "rnu", "quickstart")]
    [TestCase("; 'training' has one: write training: { epochs: ... }", "run", "quickstart", "--set", "epochs=5")]
    [TestCase("there is no verb 'rnu'; did you mean 'run'?", "help", "rnu")]
    [TestCase("no pictur", "run", "no pictur\u001b[31me")]
    [TestCase("cannot be an experiment's name", "new", "a/b")]
    [TestCase("write path.to.key=value", "run", "quickstart", "--set", "seeds")]
    [TestCase("'experiment' is no map", "run", "quickstart", "--set", "experiment.name=x")]
    public async Task Bad_input_is_refused(string words, params string[] arguments)
    {
        using var folder = new WorkFolder();

        ToolResult result = await ToolProcess.RunAsync(folder.Path, arguments);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(words));
        Assert.That(
            result.Error,
            Does.Not.Contain("   at ")
                .And.Not.Contain("Exception")
                .And.Not.Contain("System.")
                .And.Not.Contain("Unlearn.")
        );
        Assert.That(result.Output, Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public async Task No_verb_at_all_shows_what_is_possible()
    {
        ToolResult result = await ToolProcess.RunAsync(Path.GetTempPath());

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("--help"));
    }
}
