using Unlearn.Engine.Definition.Expectations;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Results;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>What a run or a gate shows where GitHub runs it.</summary>
internal static class ActionsReport
{
    /// <summary>Annotates expectations that do not hold at their lines of the manifest, and regressions.</summary>
    /// <param name="actions">Where; null outside of a workflow.</param>
    /// <param name="outcomes">The expectations.</param>
    /// <param name="written">Where they stand; empty where only results are known.</param>
    /// <param name="manifest">The manifest as it was named; empty likewise.</param>
    /// <param name="regressions">What is worse than a baseline.</param>
    public static void Annotate(
        GitHubActions? actions,
        IReadOnlyList<ExpectationOutcome> outcomes,
        IReadOnlyList<Expectation> written,
        string manifest,
        IReadOnlyList<Regression> regressions
    )
    {
        foreach (ExpectationOutcome missed in outcomes.Where(static one => !one.Holds))
        {
            Expectation? line = written.FirstOrDefault(one =>
                missed.Expected.StartsWith(one.Key, StringComparison.Ordinal)
            );
            actions?.Annotate(
                "error",
                $"{missed.Setting}, {missed.Row}: expected {missed.Expected}, found {missed.Found}",
                line is null ? "" : manifest,
                line?.Line ?? 0,
                title: "expectation"
            );
        }

        foreach (Regression found in regressions)
        {
            actions?.Annotate(
                "error",
                $"{found.Setting}, {found.Row}: {found.What} was {found.Before}, is {found.Now}",
                title: "regression"
            );
        }
    }
}
