using Unlearn.Core;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;

namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>
/// Follows a run that Slurm has. What the run's folder says is the truth; Slurm is asked only whether jobs are alive, and while
/// it does not answer, the watch goes on.
/// </summary>
/// <param name="slurm">Slurm.</param>
/// <param name="clock">Waits.</param>
public sealed class SlurmWatch(ISlurm slurm, TimeProvider clock)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(15);

    // A young run is looked at often, an old one seldom: at most this part of its age later.
    private const double Lateness = 0.05;

    // Files of other machines come late on network file systems, and a requeued job is out of sight for a moment.
    private const int LooksBeforeGone = 4;

    /// <summary>Tells how large a run is to whoever did not see it planned.</summary>
    public static void Recall(ClusterFolder folder, IProgress<RunEvent> progress)
    {
        if (RunJournal.Read(folder.Run).OfType<RunPlanned>().LastOrDefault() is { } planned)
        {
            progress.Report(planned);
        }
    }

    /// <summary>Waits until the report is written.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="progress">Told what the elements do.</param>
    /// <param name="cancellationToken">Ends the watch, not the jobs.</param>
    /// <returns>The outcome, or null where the jobs are gone and left no report: they were cancelled.</returns>
    /// <exception cref="InputException">The run was not given to Slurm.</exception>
    /// <exception cref="IOException">The report's job failed.</exception>
    public async Task<RunOutcome?> WaitAsync(
        ClusterFolder folder,
        IProgress<RunEvent> progress,
        CancellationToken cancellationToken
    )
    {
        var told = new Dictionary<string, int>();
        long start = clock.GetTimestamp();
        int ended = 0;
        for (int gone = 0; gone < LooksBeforeGone; )
        {
            Tell(folder, told, progress);
            RunEnded? ending = folder.Ending();
            IReadOnlyList<QueuedElement>? queue = await slurm.QueueAsync(Jobs(folder).Ids, cancellationToken);

            // The report's files are written after its end was told, so its job gets a moment to end as well.
            if (ending is not null && (queue is not { Count: > 0 } || ++ended == LooksBeforeGone))
            {
                return Outcome(folder, ending);
            }

            gone = queue is { Count: 0 } ? gone + 1 : 0;
            TimeSpan pause = clock.GetElapsedTime(start) * Lateness;
            await Task.Delay(
                pause < Soonest ? Soonest
                    : pause > Latest ? Latest
                    : pause,
                clock,
                cancellationToken
            );
        }

        return folder.Ending() is { } late ? Outcome(folder, late) : null;
    }

    // A round that was submitted meanwhile has jobs of its own.
    private static SlurmSubmission Jobs(ClusterFolder folder) =>
        SlurmSubmission.Read(folder)
        ?? throw new InputException("No jobs of this run were submitted to Slurm.", folder.Run);

    private static void Tell(ClusterFolder folder, Dictionary<string, int> told, IProgress<RunEvent> progress)
    {
        RunPlanned[] rounds = [.. RunJournal.Read(folder.Run).OfType<RunPlanned>()];
        if (told.TryGetValue(folder.Run, out int known) && rounds.Length > known)
        {
            progress.Report(rounds[^1]);
        }

        told[folder.Run] = rounds.Length;
        foreach (string element in folder.StartedElements)
        {
            RunEvent[] events = [.. RunJournal.Read(element)];
            foreach (RunEvent happened in events.Skip(told.GetValueOrDefault(element)))
            {
                if (happened is TasksStarted or TrainingResumed or TasksFinished or RunWarning)
                {
                    progress.Report(happened);
                }
            }

            told[element] = events.Length;
        }
    }

    private static RunOutcome? Outcome(ClusterFolder folder, RunEnded ending)
    {
        var run = new RunFolder(folder.Run);
        return ending.Outcome switch
        {
            "cancelled" => null,
            "error" => throw new IOException(
                $"The report's job failed: {ending.Message} What it printed is in {Path.Combine(folder.Logs, "report.txt")}."
            ),
            _ => run.ReadResults() is { } results
                ? new RunOutcome(results, run.ReadTimings() ?? Nothing, folder.Run)
                : throw new InputException("The run has ended, but its results are missing.", folder.Run),
        };
    }

    private static RunTimings Nothing { get; } =
        new(0.0, new Dictionary<string, double>(), new Dictionary<string, double>());
}
