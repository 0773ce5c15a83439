using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unlearn.Engine.Definition;
using Unlearn.Tool.Compilation;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn check</c>: every mistake of manifests, in the words and at the positions that a build prints.</summary>
internal sealed class CheckCommand : Verb
{
    private static readonly JsonSerializerOptions Json = new(JsonOutput.Indented)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly Consoles _consoles;
    private readonly Argument<string[]> _manifests = new Argument<string[]>("manifest")
    {
        Description = "manifest files (*.unlearn.yaml)",
        Arity = ArgumentArity.OneOrMore,
    }
        .RefusingOptions()
        .SuggestingManifests();

    private readonly Option<string?> _data = SharedOptions.Data();

    private readonly Option<CheckFormat> _format = new("--format")
    {
        Description = "text as a compiler prints it (the default), json for programs, sarif for code scanning",
        HelpName = "text|json|sarif",
    };

    /// <summary>The verb.</summary>
    public CheckCommand(Consoles consoles)
        : base(
            "check",
            "Find every mistake in manifests and in the data that they name, with line and column; exit code 2 if there is any."
        )
    {
        _consoles = consoles;
        Add(_manifests);
        Add(_format);
        Add(_data);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn check mine.unlearn.yaml", "check one manifest"),
        new("unlearn check experiments/*.unlearn.yaml", "check many together"),
        new("unlearn check mine.unlearn.yaml --format sarif > check.sarif", "for code scanning"),
    ];

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        ManifestSource[] manifests =
        [
            .. line.GetRequiredValue(_manifests)
                .Select(static given => ManifestPath.Find(given) ?? given)
                .Distinct()
                .Select(ManifestSource.Read),
        ];
        IReadOnlyList<ManifestDiagnostic> diagnostics = Find(manifests, line.GetValue(_data), cancellationToken);
        var broken = diagnostics
            .Where(static diagnostic => diagnostic.Severity == ManifestSeverity.Error)
            .Select(static diagnostic => diagnostic.File)
            .ToHashSet();
        switch (line.GetValue(_format))
        {
            case CheckFormat.Json:
                _consoles.Output.WriteLine(JsonSerializer.Serialize(diagnostics, Json));
                break;
            case CheckFormat.Sarif:
                _consoles.Output.WriteLine(Sarif.Of(diagnostics));
                break;
            default:
                Show(diagnostics, manifests.Where(manifest => !broken.Contains(manifest.Path)));
                break;
        }

        foreach (ManifestDiagnostic found in diagnostics)
        {
            _consoles.Actions?.Annotate(
                found.Severity == ManifestSeverity.Error ? "error" : "warning",
                found.Message,
                found.File,
                found.Line,
                found.Column,
                found.Id
            );
        }

        return broken.Count > 0 ? ExitCode.Input : ExitCode.Fine;
    }

    private void Show(IReadOnlyList<ManifestDiagnostic> diagnostics, IEnumerable<ManifestSource> fine)
    {
        foreach (ManifestDiagnostic diagnostic in diagnostics)
        {
            _consoles.Output.WriteLine(diagnostic);
        }

        foreach (ManifestSource manifest in fine)
        {
            _consoles.Output.WriteLine($"fine: {manifest.Path}");
        }
    }

    /// <summary>The compiler's words; then, of the manifests that it accepts, those about their data.</summary>
    private static IReadOnlyList<ManifestDiagnostic> Find(
        IReadOnlyList<ManifestSource> manifests,
        string? data,
        CancellationToken cancellationToken
    )
    {
        var compiler = new ManifestCompiler();
        CompiledManifests compiled = compiler.Compile(manifests, cancellationToken);
        HashSet<string> broken =
        [
            .. compiled
                .Diagnostics.Where(static diagnostic => diagnostic.Severity == ManifestSeverity.Error)
                .Select(static diagnostic => diagnostic.File),
        ];
        ManifestSource[] good = [.. manifests.Where(manifest => !broken.Contains(manifest.Path))];
        IReadOnlyList<IExperiment> experiments =
            broken.Count == 0 || good.Length == 0
                ? compiled.Experiments
                : compiler.Compile(good, cancellationToken).Experiments;
        return
        [
            .. compiled.Diagnostics,
            .. experiments.SelectMany(experiment =>
            {
                ManifestSource manifest = good.First(one => one.Text == experiment.ManifestText);
                string folder = Path.GetDirectoryName(Path.GetFullPath(manifest.Path))!;
                return new DataCheck(manifest, experiment.Define()).Find(Folders.FromEnvironment().Data(data, folder));
            }),
        ];
    }
}
