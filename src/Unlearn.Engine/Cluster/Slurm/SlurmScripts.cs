using System.Globalization;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>Turns a run's stages into scripts for <c>sbatch</c>. A pure function.</summary>
public sealed class SlurmScripts
{
    // Seconds before the end of its time that an element is told to stop; stopping takes two.
    private const int SecondsBeforeEnd = 30;

    private readonly ClusterFolder _folder;
    private readonly SlurmOptions _options;
    private readonly string _experiment;
    private readonly int _jobs;

    /// <param name="folder">The run's part for other machines.</param>
    /// <param name="options">What Slurm is asked for.</param>
    /// <param name="experiment">The experiment's name, for the names of jobs.</param>
    /// <param name="jobs">Workers, and so processors, of an element.</param>
    public SlurmScripts(ClusterFolder folder, SlurmOptions options, string experiment, int jobs)
    {
        _folder = folder;
        _options = options;
        _experiment = experiment;
        _jobs = jobs;
    }

    /// <summary>
    /// A job array for each stage of a round, split where it would be too large, and what comes behind it: the report, or where a further
    /// round waits for what this one finds, a job that plans and submits it.
    /// </summary>
    /// <param name="round">The stages of the round.</param>
    /// <param name="maxArraySize">Slurm's MaxArraySize: most elements of an array, at least 1.</param>
    public IReadOnlyList<SlurmScript> Of(ClusterPlan round, int maxArraySize) =>
        [
            .. round.Stages.SelectMany(stage => Stage(stage, maxArraySize)),
            round.Finds is null
                ? Ending(WorkerLine.Report, WorkerLine.Report, round)
                : Ending($"{WorkerLine.Next}-{Text(round.Rounds)}", WorkerLine.Next, round),
        ];

    /// <summary>
    /// What a script waits for, in the form of <c>--dependency</c>; null where it waits for nothing. A stage begins when every
    /// element of the stage before is settled, the end of a round when everything of it has ended, however.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="submitted">Scripts that were submitted before it, with the ids of their jobs.</param>
    public static string? Dependency(SlurmScript script, IReadOnlyList<(SlurmScript Script, string Id)> submitted)
    {
        string[] before =
        [
            .. submitted
                .Where(one => script.IsEnding || one.Script.Stage == script.Stage - 1)
                .Select(static one => one.Id),
        ];
        return before.Length == 0 ? null : $"{(script.IsEnding ? "afterany" : "afterok")}:{string.Join(':', before)}";
    }

    private IEnumerable<SlurmScript> Stage(ClusterStage stage, int maxArraySize)
    {
        ClusterElement[][] parts = [.. stage.Elements.Chunk(maxArraySize)];
        for (int part = 0; part < parts.Length; part++)
        {
            string suffix = parts.Length == 1 ? "" : $"-part-{Text(part)}";
            // Parts of one stage run beside each other and share its limit.
            int? limit = _options.Limit is { } all ? Math.Max(1, all / parts.Length) : null;
            yield return Array($"stage-{Text(stage.Number)}{suffix}", stage.Number, parts[part], limit);
        }
    }

    private SlurmScript Array(string name, int stage, ClusterElement[] elements, int? limit)
    {
        string throttle = limit is { } most ? $"%{Text(most)}" : "";
        string launcher = ShellWord.Of(_folder.Launcher);
        string run = ShellWord.Of(_folder.Run);
        string body = $$"""
            {{Head(name, $"{name}-%a")}}
            #SBATCH --array=0-{{Text(elements.Length - 1)}}{{throttle}}
            #SBATCH --cpus-per-task={{Text(_jobs)}}
            #SBATCH --signal=B:USR1@{{Text(SecondsBeforeEnd)}}
            #SBATCH --kill-on-invalid-dep=yes
            {{Asked()}}
            element=$((SLURM_ARRAY_TASK_ID + {{Text(elements[0].Number)}}))
            restarts=${SLURM_RESTART_COUNT:-0}
            worker= stopped= again=
            # The worker ends within two seconds; what it finished is in the store.
            stop() { stopped=yes; [ -n "$worker" ] && kill -TERM "$worker" 2>/dev/null; }
            trap stop TERM # cancelled or preempted: Slurm knows what comes next
            trap 'again=yes; stop' USR1 # the time is nearly over

            {{launcher}} {{WorkerLine.Verb}} {{run}} "$element" &
            worker=$!
            # A trap interrupts the waiting, not the worker.
            while :; do
              wait "$worker"
              status=$?
              kill -0 "$worker" 2>/dev/null || break
            done
            [ "$status" -eq 0 ] && exit 0
            [ -n "$stopped" ] && [ -z "$again" ] && exit "$status"
            echo "element $element ended with exit code $status after $restarts restarts on $(hostname)" >&2
            if [ "$restarts" -lt {{Text(_options.Retries)}} ]; then
              scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" && exit "$status"
            fi
            # Its tasks count as failed, and the rest of the run goes on.
            exec {{launcher}} {{WorkerLine.Verb}} {{run}} "$element" {{WorkerLine.GiveUp}} "$status"

            """;
        return new SlurmScript(name, stage, elements.Length, Clean(body));
    }

    private SlurmScript Ending(string name, string task, ClusterPlan round)
    {
        string body = $"""
            {Head(name, name)}
            #SBATCH --cpus-per-task=1
            {Asked()}
            exec {ShellWord.Of(_folder.Launcher)} {WorkerLine.Verb} {ShellWord.Of(_folder.Run)} {task}

            """;
        return new SlurmScript(
            name,
            round.Stages.Select(static stage => stage.Number + 1).LastOrDefault(),
            0,
            Clean(body)
        );
    }

    private string Head(string name, string log) =>
        $"""
            #!/bin/bash
            #SBATCH --job-name=unlearn-{_experiment}-{name}
            #SBATCH --nodes=1
            #SBATCH --ntasks=1
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --chdir="{ShellWord.Inside(_folder.Run)}"
            #SBATCH --output="{ShellWord.Inside(Pattern(_folder.Logs))}/{log}.txt"
            """;

    private string Asked()
    {
        IEnumerable<string?> lines =
        [
            _options.Partition is { } partition ? $"{SlurmOptions.PartitionOption}={partition}" : null,
            _options.Account is { } account ? $"{SlurmOptions.AccountOption}={account}" : null,
            _options.Time is { } time ? $"{SlurmOptions.TimeOption}={time}" : null,
            .. _options.Raw,
        ];
        return string.Join('\n', lines.OfType<string>().Select(static line => $"#SBATCH {line}"));
    }

    // Slurm replaces % in names of files.
    private static string Pattern(string path) => path.Replace("%", "%%", StringComparison.Ordinal);

    // Where nothing was asked for, a line is empty.
    private static string Clean(string script) =>
        script.ReplaceLineEndings("\n").Replace("\n\n\n", "\n\n", StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
