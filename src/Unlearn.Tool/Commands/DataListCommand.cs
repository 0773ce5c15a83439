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
            _consoles.Output.WriteLine(
                JsonSerializer.Serialize(DatasetCatalog.All.Select(Listed.Of), JsonOutput.Indented)
            );
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

    /// <summary>A dataset as JSON; other forms of a file are left out, any of them is taken.</summary>
    private sealed record Listed(
        string Name,
        string Description,
        string Licence,
        string Page,
        bool Shipped,
        IReadOnlyList<ListedFile> Files
    )
    {
        public static Listed Of(NamedDataset dataset) =>
            new(
                dataset.Name,
                dataset.Description,
                dataset.Licence,
                dataset.Page,
                dataset.Shipped,
                [.. dataset.Files.Select(static file => new ListedFile(file.Name, file.Sha256, file.Url))]
            );
    }

    /// <summary>A file as JSON.</summary>
    private sealed record ListedFile(string Name, string Sha256, string? Url);
}
