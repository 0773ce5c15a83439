using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn data list</c>.</summary>
internal sealed class DataListCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public DataListCommand(Consoles consoles)
        : base("list", "List the datasets with their licences; as JSON, with files, checksums and addresses.")
    {
        _consoles = consoles;
        Add(_format);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn data list", "names, contents, licences"),
        new("unlearn data list --format json", "with files, SHA-256 and addresses"),
    ];

    private int Run(ParseResult line)
    {
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(DatasetCatalog.All, JsonOutput.Indented));
            return ExitCode.Fine;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("name", "what", "from", "licence");
        foreach (NamedDataset dataset in DatasetCatalog.All)
        {
            table.AddRow(
                new Text(dataset.Name),
                new Text(dataset.Description),
                new Text(dataset.Shipped ? "inside the tool" : dataset.Page),
                new Text(dataset.Licence)
            );
        }

        _consoles.Results.Write(table);
        return ExitCode.Fine;
    }
}
