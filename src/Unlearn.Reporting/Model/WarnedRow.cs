namespace Unlearn.Reporting.Model;

/// <summary>What an attack warns of in the trials of a row.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Row">The row.</param>
/// <param name="Trials">Trials that it warns of.</param>
/// <param name="Words">The warning, of the first of them where they differ.</param>
public sealed record WarnedRow(SettingReport Setting, RowReport Row, int Trials, string Words)
{
    /// <summary>The warnings of all rows, those of an attack together.</summary>
    public static IEnumerable<WarnedRow> Of(IEnumerable<SettingReport> settings) =>
        from setting in settings
        from row in setting.Rows
        from same in row
            .Trials.SelectMany(static trial => trial.Warnings.Select(words => (trial.Id, Words: words)))
            .GroupBy(static warning => Attack(warning.Words))
        select new WarnedRow(
            setting,
            row,
            same.Select(static warning => warning.Id).Distinct().Count(),
            same.First().Words
        );

    private static string Attack(string warning) => warning.Split(':')[0];
}
