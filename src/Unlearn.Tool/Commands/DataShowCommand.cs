using System.CommandLine;
using System.Text.Json;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Showing;
using Unlearn.Tool.Terminal;
using Unlearn.Verification;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn data show</c>.</summary>
internal sealed class DataShowCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _what = new Argument<string>("what")
    {
        Description = "a file or folder of data, a manifest, or the name of a built-in experiment",
    }.RefusingOptions();
    private readonly Option<string?> _data = SharedOptions.Data();
    private readonly Option<string?> _thumbnails = new("--thumbnails")
    {
        Description = "write a page with small pictures of each class into this file (HTML)",
        HelpName = "FILE",
    };

    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public DataShowCommand(Consoles consoles)
        : base(
            "show",
            "Show what data are read as: columns, classes, groups, parts, first rows, warnings. Trains nothing."
        )
    {
        _consoles = consoles;
        Add(_what);
        Add(_data);
        Add(_thumbnails);
        Add(_format);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn data show patients.csv", "columns with types, ranges and missing cells; first rows"),
        new("unlearn data show mine.unlearn.yaml", "what a manifest makes of its files: classes, groups, sets"),
        new("unlearn data show pictures/ --thumbnails sheet.html", "pictures of each class"),
        new("unlearn data show points.npz --format json", "for a program"),
    ];

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        string what = line.GetRequiredValue(_what);
        (DataDescription Description, Dataset? Data)[] shown = IsData(what)
            ? [OfFile(what)]
            : [.. OfManifest(what, line, cancellationToken)];
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(
                JsonSerializer.Serialize(shown.Select(static one => one.Description), JsonOutput.Indented)
            );
        }
        else
        {
            foreach ((DataDescription description, _) in shown)
            {
                DescriptionTable.Write(_consoles, description);
            }
        }

        if (line.GetValue(_thumbnails) is { Length: > 0 } page)
        {
            WriteThumbnails(Path.GetFullPath(page), [.. shown.Select(static one => one.Data).OfType<Dataset>()]);
        }

        return ExitCode.Fine;
    }

    private static bool IsData(string what) =>
        Directory.Exists(what)
        || (
            File.Exists(what)
            && !what.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            && !what.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        );

    private static (DataDescription Description, Dataset? Data) OfFile(string path) =>
        (FileInspector.Describe(path, out Dataset? pictures), pictures);

    private IEnumerable<(DataDescription Description, Dataset? Data)> OfManifest(
        string what,
        ParseResult line,
        CancellationToken cancellationToken
    )
    {
        ResolvedExperiment resolved = ExperimentResolver.Resolve(what, [], cancellationToken);
        ExperimentDefinition definition = resolved.Experiment.Define();
        using var downloads = new Downloads(_consoles);
        DataFolders folders = downloads.For(
            Folders.FromEnvironment().Data(line.GetValue(_data), resolved.Folder),
            cancellationToken
        );
        foreach (Named<IDatasetSource> source in definition.Datasets)
        {
            Dataset dataset = source.Value.Load(folders);
            DataSplit split = source.Value.Split.Apply(dataset, ExperimentPlanner.BaseKey(definition));
            yield return (DatasetInspector.Describe(source.Id, dataset, split), dataset);
        }
    }

    private void WriteThumbnails(string page, IReadOnlyList<Dataset> datasets)
    {
        Dataset[] pictures = [.. datasets.Where(ThumbnailSheet.ShowsPictures)];
        if (pictures.Length == 0)
        {
            throw new InputException("--thumbnails: there are no pictures of 1 or 3 channels to show");
        }

        File.WriteAllText(page, ThumbnailSheet.Of(pictures));
        _consoles.Output.WriteLine(page);
    }
}
