using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>What a run that has ended says last.</summary>
internal static class RunEnding
{
    /// <summary>Names the trials that failed.</summary>
    /// <returns>The exit code.</returns>
    public static int Judge(Consoles consoles, RunOutcome outcome)
    {
        TrialResult[] failed = [.. outcome.Failed];
        foreach (TrialResult trial in failed)
        {
            consoles.WriteWarning($"{trial.Id} failed: {FirstLine.Of(trial.Reason ?? "no reason given")}");
        }

        return failed.Length > 0 ? ExitCode.TrialsFailed : ExitCode.Fine;
    }
}
