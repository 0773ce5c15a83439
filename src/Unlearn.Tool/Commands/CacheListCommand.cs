using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Unlearn.Engine.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn cache list</c>.</summary>
internal sealed class CacheListCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public CacheListCommand(Consoles consoles, Func<ParseResult, StoreInspector> open)
        : base("list", "Sum up the store by kind of entry; as JSON, every entry.")
    {
        _consoles = consoles;
        Add(_format);
        SetAction(line => Run(open(line).List().ToArray(), line.GetValue(_format)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [new("unlearn cache list", "entries by kind"), new("unlearn cache list --format json", "every entry with its key")];

    private int Run(CacheEntry[] entries, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(entries, JsonOutput.Indented));
            return ExitCode.Fine;
        }

        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("kind", "entries", "size", "seconds", "oldest", "newest");
        foreach (
            IGrouping<string, CacheEntry> kind in entries
                .GroupBy(static entry => entry.Kind)
                .OrderBy(static kind => kind.Key)
        )
        {
            table.AddRow(
                new Text(kind.Key),
                new Text(kind.Count().ToString(CultureInfo.InvariantCulture)),
                new Text(Amounts.Size(kind.Sum(static entry => entry.Bytes))),
                new Text(kind.Sum(static entry => entry.Seconds).ToString("0.0", CultureInfo.InvariantCulture)),
                new Text(Day(kind.Min(static entry => entry.Written))),
                new Text(Day(kind.Max(static entry => entry.Written)))
            );
        }

        _consoles.Results.Write(table);
        string count = entries.Length.ToString(CultureInfo.InvariantCulture);
        _consoles.Output.WriteLine($"{count} entries, {Amounts.Size(entries.Sum(static entry => entry.Bytes))}");
        return ExitCode.Fine;
    }

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
