using System.CommandLine;
using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Terminal;

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

    /// <summary>The experiment that a line names, with what it overrides.</summary>
    public ResolvedExperiment Resolve(ParseResult line, CancellationToken cancellationToken) =>
        ExperimentResolver.Resolve(line.GetRequiredValue(Manifest), line.GetValue(Set) ?? [], cancellationToken);

    /// <summary>What a line asks for, as far as all verbs that run something ask for it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="resolved">The experiment.</param>
    /// <param name="downloads">Gets missing datasets.</param>
    /// <param name="folder">The run's folder, of the folders that options and environment say, the value of <c>--output</c> and the experiment's name.</param>
    /// <param name="cancellationToken">Stops downloads.</param>
    public RunRequest Request(
        ParseResult line,
        ResolvedExperiment resolved,
        Downloads downloads,
        Func<Folders, string?, string, string> folder,
        CancellationToken cancellationToken
    )
    {
        ExperimentDefinition definition = resolved.Experiment.Define();
        Folders folders = Folders.FromEnvironment();
        return new RunRequest
        {
            Experiment = resolved.Experiment,
            Definition = definition,
            Folder = folder(folders, line.GetValue(Output), definition.Name),
            Store = folders.Store(line.GetValue(Store)),
            Data = downloads.For(folders.Data(line.GetValue(Data), resolved.Folder), cancellationToken),
            Jobs = Environment.ProcessorCount,
            Filters = line.GetValue(Filter) ?? [],
            Memory = line.GetValue(Memory) is { } size ? Amounts.ReadSize(size) : null,
        };
    }

    /// <summary>The request with its folder made: refused here, in words, before anything starts; a folder that was not named is this run's alone.</summary>
    public RunRequest Claim(ParseResult line, RunRequest request) =>
        request with
        {
            Folder = line.GetValue(Output) is { Length: > 0 }
                ? new RunFolder(request.Folder).Path
                : RunFolder.Claim(request.Folder),
        };
}
