using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn lock</c>: writes down what a manifest resolves to today.</summary>
internal sealed class LockCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly RunOptions _options = new();

    /// <summary>The verb.</summary>
    public LockCommand(Consoles consoles)
        : base(
            "lock",
            $"Write {LockCheck.FileName} beside a manifest: data digests, trials, seeds and package versions, for `run --locked`."
        )
    {
        _consoles = consoles;
        Add(_options.Manifest);
        Add(_options.Data);
        Add(_options.Store);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn lock mine.unlearn.yaml", "lock what it resolves to today"),
        new("unlearn run mine.unlearn.yaml --locked", "later: run only if nothing drifted"),
    ];

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        ResolvedExperiment resolved = ExperimentResolver.Resolve(
            line.GetRequiredValue(_options.Manifest),
            [],
            cancellationToken
        );
        Libtorch.Require();
        using var downloads = new Downloads(_consoles);
        Folders folders = Folders.FromEnvironment();
        DataFolders data = folders.Data(line.GetValue(_options.Data), resolved.Folder);
        ManifestLock locked = LockCheck.Of(
            resolved.Experiment.Define(),
            downloads.For(data, cancellationToken),
            () => new ResultStore(folders.Store(line.GetValue(_options.Store)), _consoles.WriteWarning)
        );
        if (locked.IsScoring)
        {
            throw new InputException(
                "scenario 'memorised' chooses its points by scores that this store does not have yet, so there are no trials to lock: "
                    + "`unlearn run` makes the scores, then lock"
            );
        }

        string path = LockCheck.PathFor(resolved);
        ManifestLockFile.Write(path, locked);
        _consoles.Log.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"locked {locked.Trials.Count} trials, {locked.Datasets.Count} datasets, {locked.Packages.Count} packages"
            )
        );
        _consoles.Output.WriteLine(path);
        return ExitCode.Fine;
    }
}
