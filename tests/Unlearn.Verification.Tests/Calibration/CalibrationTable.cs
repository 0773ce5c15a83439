using Unlearn.Verification.Verdicts;

namespace Unlearn.Verification.Tests.Calibration;

/// <summary>The table of error rates in docs/verdicts.md: a line for each truth, a column for each simulated setting.</summary>
internal static class CalibrationTable
{
    /// <summary>Set to 1 to write cells instead of comparing them.</summary>
    private const string Update = "UNLEARN_UPDATE_DOCS";

    private static string Page => Checkout.Path("docs", "verdicts.md");

    /// <summary>The cell of a truth says what was counted.</summary>
    /// <param name="truth">What the line begins with.</param>
    /// <param name="column">Number of the setting's column, from 1.</param>
    /// <param name="verdicts">The verdicts of all runs.</param>
    public static void Check(string truth, int column, IReadOnlyCollection<Verdict> verdicts)
    {
        string[] lines = File.ReadAllLines(Page);
        int at = Array.FindIndex(lines, line => line.StartsWith($"| {truth} |", StringComparison.Ordinal));
        Assert.That(at, Is.Not.Negative, $"docs/verdicts.md has no line for '{truth}'");
        string[] cells = lines[at].Split('|');
        string counted = $" {Counts(verdicts)} ";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            cells[column + 1] = counted;
            lines[at] = string.Join('|', cells);
            File.WriteAllLines(Page, lines);
        }

        Assert.That(
            cells[column + 1],
            Is.EqualTo(counted),
            $"Run this test with {Update}=1 to write docs/verdicts.md."
        );
    }

    /// <summary>How often each verdict came out, the most frequent first.</summary>
    public static string Counts(IReadOnlyCollection<Verdict> verdicts) =>
        string.Join(
            ", ",
            verdicts
                .GroupBy(static verdict => verdict)
                .OrderByDescending(static group => group.Count())
                .ThenBy(static group => group.Key)
                .Select(static group => $"{group.Count()} {VerdictText.Label(group.Key)}")
        );
}
