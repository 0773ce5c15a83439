using System.Globalization;
using Spectre.Console;
using Unlearn.Engine.Results;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Running;

/// <summary>What became of a manifest's expectations, for a terminal.</summary>
internal static class ExpectationTable
{
    /// <summary>Writes the expectations that do not hold, and how many do.</summary>
    /// <returns>Whether all hold.</returns>
    public static bool Write(Consoles consoles, IReadOnlyList<ExpectationOutcome> outcomes)
    {
        ExpectationOutcome[] missed = [.. outcomes.Where(static outcome => !outcome.Holds)];
        if (missed.Length > 0)
        {
            Table table = new Table()
                .Border(TableBorder.Simple)
                .AddColumns("expected", "setting", "row", "found", "missed by");
            foreach (ExpectationOutcome outcome in missed)
            {
                table.AddRow(
                    new Text(outcome.Expected),
                    new Text(outcome.Setting),
                    new Text(outcome.Row),
                    new Text(outcome.Found),
                    new Text(outcome.MissedBy?.ToString("0.####", CultureInfo.InvariantCulture) ?? "")
                );
            }

            consoles.Results.Write(table);
        }

        if (outcomes.Count > 0)
        {
            consoles.Output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"expectations: {outcomes.Count - missed.Length} of {outcomes.Count} hold"
                )
            );
        }

        return missed.Length == 0;
    }
}
