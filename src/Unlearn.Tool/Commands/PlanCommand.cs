using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn plan</c>: what a run would do, and why.</summary>
internal sealed class PlanCommand : Verb
{
    private static readonly JsonSerializerOptions Json = new(JsonOutput.Indented)
    {
        Converters = { new JsonStringEnumConverter(KebabNames.Policy) },
    };

    private readonly Consoles _consoles;
    private readonly RunOptions _options = new();
    private readonly Option<PlanFormat> _format = new("--format")
    {
        Description = "table for people (the default), json for programs, dot or mermaid for drawings",
        HelpName = "table|json|dot|mermaid",
    };

    /// <summary>The verb.</summary>
    public PlanCommand(Consoles consoles)
        : base("plan", "Show what a run would do: tasks that are in the store, tasks to run, and why.")
    {
        _consoles = consoles;
        Add(_options.Manifest);
        Add(_options.Store);
        Add(_options.Data);
        Add(_options.Filter);
        Add(_options.Set);
        Add(_options.Jobs);
        Add(_options.Memory);
        Add(_format);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn plan quickstart", "tasks by kind, with reasons and estimates"),
        new("unlearn plan quickstart --set attacks.lira.shadows=64", "what more shadows would cost"),
        new("unlearn plan mine.unlearn.yaml --format dot | dot -Tsvg > plan.svg", "draw the graph"),
    ];

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        PlanDescription plan = Describe(line, cancellationToken);
        switch (line.GetValue(_format))
        {
            case PlanFormat.Json:
                _consoles.Output.WriteLine(JsonSerializer.Serialize(plan, Json));
                break;
            case PlanFormat.Dot:
                PlanGraph.WriteDot(plan, _consoles.Output);
                break;
            case PlanFormat.Mermaid:
                PlanGraph.WriteMermaid(plan, _consoles.Output);
                break;
            default:
                Show(plan);
                break;
        }

        return ExitCode.Fine;
    }

    private PlanDescription Describe(ParseResult line, CancellationToken cancellationToken)
    {
        ResolvedExperiment resolved = _options.Resolve(line, cancellationToken);
        Libtorch.Require();
        Folders folders = Folders.FromEnvironment();
        ExperimentDefinition definition = resolved.Experiment.Define();
        using var downloads = new Downloads(_consoles);
        DataFolders data = downloads.For(
            folders.Data(line.GetValue(_options.Data), resolved.Folder),
            cancellationToken
        );
        IReadOnlyList<LearningProblem> problems = ProblemLoader.Load(definition, data);
        foreach (string warning in DataLines.Warnings(problems))
        {
            _consoles.WriteWarning(warning);
        }

        var planner = new ExperimentPlanner(MethodFiles.Read(definition, data), problems);
        var store = ResultStore.ToRead(folders.Store(line.GetValue(_options.Store)), _consoles.WriteWarning);
        return PlanDescription.Of(
            planner,
            new TrialFilter(line.GetValue(_options.Filter) ?? []),
            store,
            line.GetValue(_options.Jobs),
            line.GetValue(_options.Memory) is { } size ? Amounts.ReadSize(size) : null
        ) with
        {
            Data = DataLines.Of(problems, definition.Forget),
        };
    }

    private void Show(PlanDescription plan)
    {
        foreach (string line in plan.Data)
        {
            _consoles.Output.WriteLine(line);
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("task", "state", "number", "seconds", "why");
        foreach (var group in plan.Tasks.GroupBy(static task => (task.Kind, task.State, Why: Why(task))))
        {
            table.AddRow(
                new Text(group.Key.Kind),
                new Text(Words(group.Key.State)),
                new Text(Number(group.Count())),
                new Text(group.Sum(static task => task.EstimatedSeconds).ToString("0.0", CultureInfo.InvariantCulture)),
                new Text(group.Key.Why)
            );
        }

        _consoles.Results.Write(table);
        string seconds = plan.EstimatedSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        if (plan.Trials == 0)
        {
            _consoles.Output.WriteLine(
                "a forget set is chosen by models that are trained first: this is the first step, and its trials are known after it"
            );
        }

        _consoles.Output.WriteLine(
            $"{Number(plan.Trials)} trials, {Number(plan.Tasks.Count)} tasks, {Number(plan.ToRun.Count())} to run: about {seconds} s "
                + $"of one worker, {Amounts.Size(plan.EstimatedDisk)} of disk"
        );
        MemoryNeed memory = plan.Memory;
        _consoles.Output.WriteLine(
            $"memory: {Amounts.Size(memory.Model)} a model; data {Amounts.Size(memory.Data)}, weights {Amounts.Size(memory.Weights)}, outputs "
                + $"{Amounts.Size(memory.Outputs)}, tasks at work {Amounts.Size(memory.Tasks)}: about "
                + $"{Amounts.Size(Environment.WorkingSet + memory.Total)} with the tool itself"
        );
        foreach (string line in plan.Requests)
        {
            _consoles.Output.WriteLine(line);
        }

        foreach (string note in plan.Undecidable)
        {
            _consoles.Output.WriteLine($"cannot be decided: {note}");
        }
    }

    /// <summary>Reasons that name a key would make a line of each task.</summary>
    private static string Why(TaskDescription task) =>
        task.Reason.StartsWith("its input ", StringComparison.Ordinal) ? "an input of it is to run" : task.Reason;

    private static string Words(TaskState state) =>
        state switch
        {
            TaskState.Cached => "in the store",
            TaskState.ToRun => "to run",
            _ => "not needed",
        };

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
