using System.CommandLine;
using System.Globalization;

namespace Unlearn.Tool.Commands;

/// <summary>The options of <c>unlearn run</c> that say what runs and where.</summary>
internal sealed class RunOptions
{
    /// <summary>The options, none of them added yet.</summary>
    public RunOptions() => Set.SuggestingKeys(Manifest);

    /// <summary>A manifest file, or the name of a built-in experiment.</summary>
    public Argument<string> Manifest { get; } =
        new Argument<string>("manifest")
        {
            Description = "a manifest (mine.unlearn.yaml, or mine for short), or the name of a built-in experiment",
        }
            .RefusingOptions()
            .SuggestingExperiments();

    /// <summary>Number of workers.</summary>
    public Option<int> Jobs { get; } =
        new("--jobs", "-j")
        {
            Description = "number of workers, one thread each; default: the number of cores",
            HelpName = "N",
            DefaultValueFactory = static _ => Environment.ProcessorCount,
        };

    /// <summary>The run's folder.</summary>
    public Option<string?> Output { get; } =
        new("--output", "-o")
        {
            Description = "the run's folder; default: a fresh one under artifacts/runs here",
            HelpName = "DIR",
        };

    /// <summary>The store.</summary>
    public Option<string?> Store { get; } = SharedOptions.Store();

    /// <summary>Where datasets are looked for.</summary>
    public Option<string?> Data { get; } = SharedOptions.Data();

    /// <summary>Which trials run.</summary>
    public Option<string[]> Filter { get; } =
        new("--filter")
        {
            Description = "run only trials whose id matches, for example 'digits/*/sisa*'; may be repeated",
            HelpName = "GLOB",
            DefaultValueFactory = static _ => [],
        };

    /// <summary>Overrides of the manifest.</summary>
    public Option<string[]> Set { get; } =
        new("--set")
        {
            Description =
                "override a value of the manifest, checked like YAML: --set training.epochs=5; may be repeated",
            HelpName = "KEY=VALUE",
            DefaultValueFactory = static _ => [],
        };

    /// <summary>Whether the first failed trial ends the run.</summary>
    public Option<bool> FailFast { get; } =
        new("--fail-fast") { Description = "end the run at the first failed trial; default: go on" };

    /// <summary>Longest time for one task.</summary>
    public Option<double?> Timeout { get; } =
        new("--timeout")
        {
            Description = "longest time for one task, in seconds; a slower one fails",
            HelpName = "SECONDS",
        };

    /// <summary>Memory for the run.</summary>
    public Option<string?> Memory { get; } =
        new("--memory")
        {
            Description =
                "memory for the run: tasks begin only while all that run fit in; default: 80 % of the machine's or container's",
            HelpName = "SIZE",
        };

    /// <summary>Time between two checkpoints.</summary>
    public Option<string> Checkpoint { get; } =
        new("--checkpoint")
        {
            Description = "how often a long training keeps its state, from which a later run goes on",
            HelpName = "TIME",
            DefaultValueFactory = static _ => "60s",
        };

    /// <summary>Whether the manifest must resolve to what was locked.</summary>
    public Option<bool> Locked { get; } =
        new("--locked")
        {
            Description = "refuse to run where anything drifted from manifest.lock.json (`unlearn lock`)",
        };

    /// <summary>All of them, checked one by one.</summary>
    public void AddTo(Command command)
    {
        Jobs.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int jobs) && jobs is < 1 or > 1024)
            {
                result.AddError($"--jobs {jobs}: use 1 to 1024 workers.");
            }
        });
        Timeout.Validators.Add(static result =>
        {
            if (
                result.Tokens.Count > 0
                && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double seconds)
                && !(seconds > 0 && seconds < 1e8)
            )
            {
                result.AddError("--timeout: use a positive number of seconds.");
            }
        });
        command.Add(Manifest);
        foreach (
            Option option in (Option[])
                [Jobs, Output, Store, Data, Filter, Set, FailFast, Timeout, Memory, Checkpoint, Locked]
        )
        {
            command.Add(option);
        }
    }
}
