using System.Globalization;
using Unlearn.Core;
using Unlearn.Engine.Output;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster;

/// <summary>The part of a run's folder that is for processes on other machines, <c>RUN/cluster</c>: what is in it, and under which names.</summary>
public sealed class ClusterFolder
{
    /// <summary>Which jobs a queue was given, where one has the run.</summary>
    internal const string JobsFile = "jobs.json";

    /// <summary>What a queue is asked for, where one has the run.</summary>
    internal const string QueueFile = "slurm.json";

    private const string Name = "cluster";
    private const string RunFile = "run.json";
    private const string PlanFile = "plan.json";
    private const string ElementsFolder = "elements";
    private const string StopFile = "stop";

    /// <param name="runFolder">The run's folder.</param>
    public ClusterFolder(string runFolder)
    {
        Run = Path.GetFullPath(runFolder);
        Folder = Path.Combine(Run, Name);
    }

    /// <summary>The run's folder.</summary>
    public string Run { get; }

    /// <summary>Its part for other machines.</summary>
    public string Folder { get; }

    /// <summary>Failures that do not outlast the run.</summary>
    public string Failures => Path.Combine(Folder, "failures");

    /// <summary>The frozen tool: a link into the store, where runs with the same tool share it.</summary>
    public string Tool => Path.Combine(Folder, "tool");

    /// <summary>Starts the frozen tool.</summary>
    public string Launcher => Path.Combine(Folder, "unlearn");

    /// <summary>The compiled manifest, where the tool does not carry it.</summary>
    public string Compiled => Path.Combine(Folder, "experiment.dll");

    /// <summary>What jobs print.</summary>
    public string Logs => Path.Combine(Folder, "log");

    /// <summary>Whether a trial failed in a run that its first failure ends.</summary>
    public bool IsStopped => File.Exists(Path.Combine(Folder, StopFile));

    /// <summary>Whether the run was prepared for other machines.</summary>
    public bool Exists => File.Exists(Path.Combine(Folder, RunFile));

    /// <summary>Folders of elements that have begun, each with a journal, in the order of their numbers.</summary>
    public IEnumerable<string> StartedElements =>
        Directory.Exists(Path.Combine(Folder, ElementsFolder))
            ? Directory
                .EnumerateDirectories(Path.Combine(Folder, ElementsFolder))
                .OrderBy(static path => Path.GetFileName(path).Length)
                .ThenBy(Path.GetFileName, StringComparer.Ordinal)
            : [];

    /// <summary>Where an element keeps its journal.</summary>
    public string Element(int number) =>
        Path.Combine(Folder, ElementsFolder, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tells elements that have not begun to compute nothing.</summary>
    public void Stop() => File.WriteAllBytes(Path.Combine(Folder, StopFile), []);

    /// <summary>Forgets what an earlier attempt at the run left here.</summary>
    public void Clear()
    {
        foreach (string folder in (string[])[Path.Combine(Folder, ElementsFolder), Failures])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        File.Delete(Path.Combine(Folder, JobsFile));
        File.Delete(Path.Combine(Folder, QueueFile));
        File.Delete(Path.Combine(Folder, StopFile));
        File.Delete(Compiled);
    }

    /// <summary>Writes what other machines must know.</summary>
    public void Write(ClusterRun run) => Files().Write(RunFile, run, ClusterJson.Readable.ClusterRun);

    /// <summary>Writes the division into elements.</summary>
    public void Write(ClusterPlan plan) => Files().Write(PlanFile, plan, ClusterJson.Readable.ClusterPlan);

    /// <summary>What other machines must know.</summary>
    /// <exception cref="InputException">The run was not prepared for other machines, or the file is damaged.</exception>
    public ClusterRun ReadRun() =>
        Exists && Files().Read(RunFile, ClusterJson.Readable.ClusterRun) is { } run
            ? run
            : throw new InputException(
                "This is no run that was prepared for other machines: `unlearn run` does so with --executor slurm or external.",
                Run
            );

    /// <summary>The division into elements.</summary>
    /// <exception cref="InputException">There is none, or the file is damaged.</exception>
    public ClusterPlan ReadPlan() =>
        Files().Read(PlanFile, ClusterJson.Readable.ClusterPlan)
        ?? throw new InputException("The run's plan is missing.", Path.Combine(Folder, PlanFile));

    /// <summary>Whether the run has ended since it was last planned, and how.</summary>
    public RunEnded? Ending()
    {
        RunEnded? ending = null;
        foreach (RunEvent happened in RunJournal.Read(Run))
        {
            ending = happened switch
            {
                RunPlanned or RunPrepared => null,
                RunEnded ended => ended,
                _ => ending,
            };
        }

        return ending;
    }

    internal RunFolder Files() => new(Folder);
}
