using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Reproduction;
using Unlearn.Tool.Help;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn compare</c>: two runs side by side.</summary>
internal sealed class CompareCommand : Verb
{
    private static readonly JsonSerializerOptions Json = new(JsonOutput.Indented)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(KebabNames.Policy) },
    };

    private readonly Consoles _consoles;
    private readonly Argument<string> _first = Run("first", "the run to start from");
    private readonly Argument<string> _second = Run("second", "the run to compare with it");
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public CompareCommand(Consoles consoles)
        : base(
            "compare",
            "Compare two runs: what differs between their inputs, and differences of figures, paired by seed."
        )
    {
        _consoles = consoles;
        Add(_first);
        Add(_second);
        Add(_format);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn compare results/before latest", "figures that differ, second minus first"),
        new("unlearn compare mine.zip theirs.zip --format json", "exported archives; every figure"),
    ];

    private static Argument<string> Run(string name, string meaning) =>
        new Argument<string>(name)
        {
            Description = $"{meaning}: a folder, a name under {RunLocator.RunsFolder}, 'latest' or an exported archive",
        }
            .RefusingOptions()
            .SuggestingRuns();

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        using OpenedRun first = OpenedRun.Open(line.GetRequiredValue(_first));
        using OpenedRun second = OpenedRun.Open(line.GetRequiredValue(_second));
        var comparison = RunComparison.Of(
            first.Results,
            second.Results,
            first.Folder.ReadEnvironment(),
            second.Folder.ReadEnvironment(),
            first.Results.Definition == second.Results.Definition ? null : Definitions(first, second, cancellationToken)
        );
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(comparison, Json));
        }
        else
        {
            Show(comparison);
        }

        return ExitCode.Fine;
    }

    /// <summary>What both runs were asked for, from the manifests in their folders; null where this tool cannot say.</summary>
    private static (ExperimentDefinition, ExperimentDefinition)? Definitions(
        OpenedRun first,
        OpenedRun second,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (Definition(first), Definition(second));
        }
        catch (Exception error) when (error is InputException or ManifestException)
        {
            // Manifests of another version, say: that they differ is known, and where is not.
            return null;
        }

        ExperimentDefinition Definition(OpenedRun run) =>
            ExperimentResolver
                .Resolve(run.Folder.File(RunFolder.ManifestFile), [], cancellationToken)
                .Experiment.Define();
    }

    private void Show(RunComparison comparison)
    {
        _consoles.Output.WriteLine(comparison.Inputs.Count == 0 ? "inputs: no difference" : "inputs:");
        WriteLines(comparison.Inputs);
        FigureComparison[] different = [.. comparison.Figures.Where(static figure => !IsEqual(figure))];
        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("setting", "row", "figure", "first", "second", "difference", "interval", "seeds");
        foreach (FigureComparison figure in different)
        {
            table.AddRow(
                new Text(figure.Setting),
                new Text(figure.Row),
                new Text(figure.Figure),
                new Text(Number(figure.Left)),
                new Text(Number(figure.Right)),
                new Text(Number(figure.Difference.Value)),
                new Text(
                    figure.Difference.Interval is { } interval
                        ? $"[{Number(interval.Lower)}, {Number(interval.Upper)}]"
                        : ""
                ),
                new Text(figure.Difference.Count.ToString(CultureInfo.InvariantCulture))
            );
        }

        if (different.Length > 0)
        {
            _consoles.Results.Write(table);
        }

        int equal = comparison.Figures.Count - different.Length;
        _consoles.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{different.Length} figures differ, {equal} are equal")
        );
        WriteLines(
            comparison.Verdicts.Select(static change =>
                $"verdict of {change.Row} in {change.Setting}: {VerdictText.Label(change.First)} -> {VerdictText.Label(change.Second)}"
            )
        );
        WriteLines(comparison.OnlyLeft.Select(static row => $"only in the first: {row}"));
        WriteLines(comparison.OnlyRight.Select(static row => $"only in the second: {row}"));
    }

    /// <summary>Equal means and a paired difference of zero in every seed (then its interval has no width).</summary>
    private static bool IsEqual(FigureComparison figure) =>
        Nullable.Equals(figure.Left, figure.Right)
        && figure.Difference is { Value: null or 0 or double.NaN }
        && (figure.Difference.Interval is not { } interval || interval.Upper == interval.Lower);

    private void WriteLines(IEnumerable<string> lines)
    {
        foreach (string text in lines)
        {
            _consoles.Output.WriteLine($"  {text}");
        }
    }

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "n/r";
}
