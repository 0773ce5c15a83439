using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Unlearn.Engine.Output;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn data check</c>.</summary>
internal sealed class DataCheckCommand : Verb
{
    private static readonly JsonSerializerOptions Json = new(JsonOutput.Indented)
    {
        Converters = { new JsonStringEnumConverter(KebabNames.Policy) },
    };

    private readonly Consoles _consoles;
    private readonly Argument<string[]> _names = new Argument<string[]>("name")
    {
        Description = "names of datasets; default: all",
        Arity = ArgumentArity.ZeroOrMore,
    }.RefusingOptions();
    private readonly Option<string?> _data = SharedOptions.Data();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public DataCheckCommand(Consoles consoles)
        : base(
            "check",
            "Find the files of datasets and compare their checksums; downloads nothing. Exit code 2 if a file is wrong, or one of a named dataset is missing."
        )
    {
        _consoles = consoles;
        Add(_names);
        Add(_data);
        Add(_format);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn data check", "every dataset; missing ones are no mistake"),
        new("unlearn data check mnist adult --data ~/data", "these must be there"),
    ];

    private int Run(ParseResult line)
    {
        string[] names = line.GetValue(_names) ?? [];
        DataFolders folders = Folders.FromEnvironment().Data(line.GetValue(_data));
        IEnumerable<NamedDataset> datasets =
            names.Length == 0 ? DatasetCatalog.All : names.Select(DatasetCatalog.Named);
        Found[] found =
        [
            .. from dataset in datasets.ToArray()
            from status in DatasetCatalog.Check(dataset, folders)
            select new Found(dataset.Name, status.File.Name, status.State, status.Path, status.Sha256),
        ];
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(found, Json));
        }
        else
        {
            Show(found);
        }

        bool wrong = found.Any(file =>
            file.State is DatasetFileState.Different or DatasetFileState.Unreadable
            || (file.State == DatasetFileState.Missing && names.Length > 0)
        );
        return wrong ? ExitCode.Input : ExitCode.Fine;
    }

    private void Show(IEnumerable<Found> found)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("dataset", "file", "state", "where");
        foreach (Found file in found)
        {
            bool shipped = file is { State: not DatasetFileState.Missing, Path: null };
            table.AddRow(
                new Text(file.Dataset),
                new Text(file.File),
                new Text(Words(file)),
                new Text(shipped ? "inside the tool" : file.Path ?? "")
            );
        }

        _consoles.Results.Write(table);
    }

    private static string Words(Found file) =>
        file.State switch
        {
            DatasetFileState.Good => "good",
            DatasetFileState.Different => $"wrong checksum {file.Sha256}",
            DatasetFileState.Unreadable => "cannot be read",
            _ => "missing",
        };

    /// <summary>A line.</summary>
    private sealed record Found(string Dataset, string File, DatasetFileState State, string? Path, string? Sha256);
}
