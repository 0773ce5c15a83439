using System.CommandLine;
using Unlearn.Core;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn export</c>: a run as one file to publish.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }
        .RefusingOptions()
        .SuggestingRuns();
    private readonly Option<bool> _anonymous = new("--anonymous")
    {
        Description = "leave out host, user and folder names and the commit, for double-blind review",
    };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "the zip file, replaced where it exists; default: the run's name here",
        HelpName = "FILE",
    };

    private readonly RunOptions _options = new();
    private readonly Option<string[]> _filter = new("--filter")
    {
        Description = "with --weights or --outputs: only trials whose id matches; may be repeated",
        HelpName = "GLOB",
        DefaultValueFactory = static _ => [],
    };
    private readonly Option<string?> _weights = new("--weights")
    {
        Description =
            "write the model of every trial as a safetensors file into this folder instead; relative paths of the manifest start here",
        HelpName = "DIR",
    };

    private readonly Option<string?> _outputs = new("--outputs")
    {
        Description =
            "write what the attacks of every trial saw as npz files into this folder instead: NumPy and `unlearn audit` read them",
        HelpName = "DIR",
    };

    /// <summary>The verb.</summary>
    public ExportCommand(Consoles consoles)
        : base("export", "Write a run as a zip file (an RO-Crate) that anyone can reproduce.")
    {
        _consoles = consoles;
        Add(_run);
        Add(_anonymous);
        Add(_output);
        Add(_weights);
        Add(_outputs);
        Add(_filter);
        Add(_options.Store);
        Add(_options.Data);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn export", "the latest run of the current folder"),
        new("unlearn export results/first --anonymous -o supplement.zip", "for double-blind review"),
        new(
            "unlearn export latest --weights models --filter '*/original/*'",
            "models to load in PyTorch, or by `weights:`"
        ),
        new("unlearn export latest --outputs outputs", "outputs for NumPy and `unlearn audit`"),
    ];

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        RunSummary run = RunLocator.Find(line.GetRequiredValue(_run));
        string? weights = line.GetValue(_weights);
        string? outputs = line.GetValue(_outputs);
        if (weights is { Length: > 0 } && outputs is { Length: > 0 })
        {
            throw new InputException("--weights and --outputs write different files: ask for one after the other");
        }

        if ((weights ?? outputs) is { Length: > 0 } folder)
        {
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
            {
                _consoles.WriteWarning($"{folder} holds files; those of the same names are replaced");
            }

            ExportedParts parts = WriteParts(run, line, Path.GetFullPath(folder), weights is null, cancellationToken);
            foreach (string trial in parts.LeftOut)
            {
                _consoles.WriteWarning($"{trial} failed, so that there is nothing to export of it");
            }

            foreach (string file in parts.Files)
            {
                _consoles.Output.WriteLine(file);
            }

            return ExitCode.Fine;
        }

        string target = Path.GetFullPath(line.GetValue(_output) is { Length: > 0 } given ? given : $"{run.Name}.zip");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new InputException("the archive's folder does not exist", target);
        }

        if (File.Exists(target))
        {
            _consoles.WriteWarning($"{target} was there and is replaced");
        }

        RunArchive.Export(run.Folder, target, line.GetValue(_anonymous));
        _consoles.Output.WriteLine(target);
        return ExitCode.Fine;
    }

    private ExportedParts WriteParts(
        RunSummary run,
        ParseResult line,
        string folder,
        bool outputs,
        CancellationToken cancellationToken
    )
    {
        var filter = new TrialFilter(line.GetValue(_filter) ?? []);
        RunPlan own = RunPlan.Of(
            _consoles,
            run.Folder,
            line.GetValue(_options.Store),
            line.GetValue(_options.Data),
            filter,
            cancellationToken
        );
        HashSet<string> failed =
        [
            .. new RunFolder(run.Folder)
                .ReadResults()
                ?.Trials()
                .Where(static trial => trial.Status == TrialStatus.Failed)
                .Select(static trial => trial.Id)
                ?? [],
        ];
        return outputs
            ? OutputExport.Write(own.Plan, filter, own.Store, failed, folder, cancellationToken)
            : WeightExport.Write(own.Plan, filter, own.Store, failed, folder);
    }
}
