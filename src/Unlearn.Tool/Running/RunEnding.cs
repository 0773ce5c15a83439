using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>What a run that has ended says last.</summary>
internal static class RunEnding
{
    /// <summary>Names the trials that failed and the expectations that do not hold.</summary>
    /// <returns>The exit code.</returns>
    public static int Judge(Consoles consoles, RunOutcome outcome)
    {
        TrialResult[] failed = [.. outcome.Failed];
        foreach (TrialResult trial in failed)
        {
            consoles.WriteWarning($"{trial.Id} failed: {FirstLine.Of(trial.Reason ?? "no reason given")}");
        }

        bool holds = ExpectationTable.Write(consoles, outcome.Results.Expectations);
        return failed.Length > 0 ? ExitCode.TrialsFailed
            : holds ? ExitCode.Fine
            : ExitCode.Expectation;
    }
}
