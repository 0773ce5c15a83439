using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>What a run that has ended says last.</summary>
internal static class RunEnding
{
    /// <summary>Names the trials that failed, says of how many the attacks warn, and shows the expectations that do not hold.</summary>
    /// <returns>The exit code.</returns>
    public static int Judge(Consoles consoles, RunOutcome outcome)
    {
        TrialResult[] failed = [.. outcome.Failed];
        foreach (TrialResult trial in failed)
        {
            consoles.WriteWarning($"{trial.Id} failed: {FirstLine.Of(trial.Reason ?? "no reason given")}");
        }

        TrialResult[] doubtful = [.. outcome.Results.Trials().Where(static trial => trial.Warnings is not null)];
        if (doubtful.Length > 0)
        {
            consoles.WriteWarning(
                $"attacks warn of {doubtful.Length} trials, first of {doubtful[0].Id}: {doubtful[0].Warnings![0]} All warnings are in the results."
            );
        }

        bool holds = ExpectationTable.Write(consoles, outcome.Results.Expectations);
        return failed.Length > 0 ? ExitCode.TrialsFailed
            : holds ? ExitCode.Fine
            : ExitCode.Expectation;
    }
}
