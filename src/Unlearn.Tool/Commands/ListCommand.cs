using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Core.Options;
using Unlearn.Engine.Definition;
using Unlearn.Tool.Catalog;
using Unlearn.Tool.Help;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn list</c>: built-in experiments, and the components that manifests can name.</summary>
internal sealed partial class ListCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string?> _name = new Argument<string?>("name")
    {
        Description =
            $"a component or a built-in experiment, to see its options or its manifest; or one of {string.Join(", ", ComponentFamily.All.Select(static family => family.Key))}",
        Arity = ArgumentArity.ZeroOrOne,
    }
        .RefusingOptions()
        .SuggestingComponents();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public ListCommand(Consoles consoles)
        : base("list", "List built-in experiments and the components that manifests can name, or show one.")
    {
        _consoles = consoles;
        Add(_name);
        Add(_format);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn list", "everything"),
        new("unlearn list methods", "the unlearning methods"),
        new("unlearn list gradient-ascent", "a method and its options"),
        new("unlearn list quickstart", "the manifest of a built-in experiment"),
        new("unlearn list --format json", "all components with their options, for a program"),
    ];

    private int Run(ParseResult line)
    {
        IReadOnlyList<ComponentEntry> components = ComponentCatalog.Read();
        (string Name, IExperiment Experiment)[] experiments =
        [
            .. ExperimentResolver.BuiltIn.Select(static experiment => (experiment.Define().Name, experiment)),
        ];
        if (line.GetValue(_name) is not { } name)
        {
            ShowAll(line, components, experiments);
            return ExitCode.Fine;
        }

        if (ComponentFamily.Named(name) is { } family)
        {
            ShowAll(line, [.. components.Where(component => component.Family == family.Key)], []);
            return ExitCode.Fine;
        }

        ComponentEntry[] chosen = [.. components.Where(component => component.Name == name)];
        IExperiment? builtIn = experiments.FirstOrDefault(entry => entry.Name == name).Experiment;
        if (chosen.Length == 0 && builtIn is null)
        {
            string hint = NearestName.Hint(
                name,
                [
                    .. components.Select(static component => component.Name),
                    .. experiments.Select(static entry => entry.Name),
                ]
            );
            throw new InputException($"nothing is named '{name}'{hint}");
        }

        if (builtIn is not null)
        {
            _consoles.Output.Write(builtIn.ManifestText);
        }
        else if (line.GetValue(_format) == OutputFormat.Json)
        {
            WriteJson(chosen);
        }
        else
        {
            Array.ForEach(chosen, Show);
        }

        return ExitCode.Fine;
    }

    private void ShowAll(
        ParseResult line,
        IReadOnlyList<ComponentEntry> components,
        (string Name, IExperiment Experiment)[] experiments
    )
    {
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            WriteJson(components);
            return;
        }

        if (experiments.Length > 0)
        {
            Show(
                "built-in experiments",
                experiments.Select(static entry => (entry.Name, entry.Experiment.Define().Description))
            );
        }

        foreach (IGrouping<string, ComponentEntry> family in components.GroupBy(static component => component.Family))
        {
            Show(family.Key, family.Select(static component => (component.Name, FirstSentence(component.Summary))));
        }
    }

    private void Show(string title, IEnumerable<(string Name, string Summary)> lines)
    {
        _consoles.Output.WriteLine($"{title}:");
        Table table = new Table()
            .Border(TableBorder.None)
            .HideHeaders()
            .AddColumn(new TableColumn("").NoWrap())
            .AddColumn("");
        foreach ((string name, string summary) in lines)
        {
            table.AddRow(new Text(name), new Text(summary));
        }

        _consoles.Results.Write(table);
    }

    private void Show(ComponentEntry component)
    {
        _consoles.Output.WriteLine($"{component.Family}: {component.Name}");
        _consoles.Output.WriteLine(component.Summary);
        if (component.Options.Count == 0)
        {
            return;
        }

        Table table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("option", "type", "default", "range", "meaning");
        foreach (ComponentOption option in component.Options)
        {
            table.AddRow(
                new Text(option.Key),
                new Text(option.Type),
                new Text(option.Default),
                new Text(option.Range),
                new Text(option.Summary)
            );
        }

        _consoles.Results.Write(table);
    }

    private void WriteJson(IEnumerable<ComponentEntry> components) =>
        _consoles.Output.WriteLine(JsonSerializer.Serialize(components, JsonOutput.Indented));

    private static string FirstSentence(string summary) =>
        SentenceEnd().Match(summary) is { Success: true } end ? summary[..(end.Index + 1)] : summary;

    /// <summary>A full stop before a capital, unless it belongs to "et al.".</summary>
    [GeneratedRegex(@"(?<!\bal)\.(?=\s+\p{Lu})")]
    private static partial Regex SentenceEnd();
}
