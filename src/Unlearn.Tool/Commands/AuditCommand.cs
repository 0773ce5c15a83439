using System.CommandLine;
using System.Text.Json;
using Unlearn.Audit;
using Unlearn.Core.Options;
using Unlearn.Tool.Auditing;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn audit</c>: one attack or metric on outputs that came from elsewhere; nothing is trained.</summary>
internal sealed class AuditCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string?> _attack = new("attack")
    {
        Description = "an attack or a metric; without one, all are listed with the arrays that they read",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string[]> _targets = Files(
        "--target",
        "outputs of the attacked model: .npz, .npy, .csv, .tsv, .parquet or .json; may be repeated",
        "FILE[:KEY]"
    );
    private readonly Option<string[]> _shadows = Files(
        "--shadows",
        "outputs of shadow models: one file with all, or one file per model; their names get the prefix shadow_",
        "FILE..."
    );
    private readonly Option<string?> _members = new("--members")
    {
        Description = "the membership mask of the attacked points, 0 or 1, where --target does not hold it",
        HelpName = "FILE[:KEY]",
    };
    private readonly Option<string[]> _arrays = Files(
        "--array",
        "one array by name, from a file (with its key there) or as a number: --array labels=y.npy; may be repeated",
        "NAME=FILE[:KEY]"
    );
    private readonly Option<string[]> _set = Files(
        "--set",
        "an option of the attack, checked like YAML: --set variance=per-example; may be repeated",
        "OPTION=VALUE"
    );
    private readonly Option<OutputFormat> _format = SharedOptions.Format();

    /// <summary>The verb.</summary>
    public AuditCommand(Consoles consoles)
        : base("audit", "Run one attack or metric on model outputs that came from elsewhere (PyTorch, NumPy, ...).")
    {
        _consoles = consoles;
        _shadows.AllowMultipleArgumentsPerToken = true;
        Add(_attack);
        foreach (Option option in (Option[])[_targets, _shadows, _members, _arrays, _set, _format])
        {
            Add(option);
        }

        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn audit", "what can be audited, and which arrays it reads"),
        new("unlearn audit lira --target outputs.npz", "an attack on one file that holds everything"),
        new(
            "unlearn audit lira --target t.npz --shadows s*.npz --set mode=offline --format json",
            "shadow models in files of their own; all digits and all scores"
        ),
        new("unlearn audit clopper-pearson --array tp=58 --array fp=6 --array n=64", "a bound on epsilon from counts"),
    ];

    private int Run(ParseResult line)
    {
        bool json = line.GetValue(_format) == OutputFormat.Json;
        if (line.GetValue(_attack) is not { } name)
        {
            List(json);
            return ExitCode.Fine;
        }

        IAudit audit = AuditCatalog.Create(name, line.GetValue(_set)!);
        var sources = new AuditSources(
            line.GetValue(_targets)!,
            line.GetValue(_shadows)!,
            line.GetValue(_members),
            line.GetValue(_arrays)!
        );
        AuditRun run = AuditRun.Of(audit, sources.Read(audit));
        foreach (string warning in (string[])[.. run.Doubts(), .. run.Result.Warnings])
        {
            _consoles.WriteWarning(warning);
        }

        if (json)
        {
            _consoles.Output.WriteLine(AuditJson.Of(run));
        }
        else
        {
            AuditTable.Write(_consoles.Results, run);
        }

        return ExitCode.Fine;
    }

    private void List(bool json)
    {
        var audits = AuditCatalog
            .Names.Select(static name => new
            {
                Name = name,
                Summary = AuditCatalog.Summary(name),
                AuditCatalog.Create(name, []).Arrays,
                Options = AuditCatalog.Options(name),
            })
            .ToArray();
        if (json)
        {
            _consoles.Output.WriteLine(JsonSerializer.Serialize(audits, JsonOutput.Indented));
            return;
        }

        foreach (var audit in audits)
        {
            _consoles.Output.WriteLine($"{audit.Name}: {audit.Summary}");
            foreach (ArrayNeed need in audit.Arrays)
            {
                _consoles.Output.WriteLine($"    {(need.Required ? "" : "optional: ")}{need}");
            }

            foreach (ComponentOption option in audit.Options)
            {
                string range = option.Range.Length > 0 ? $", {option.Range}" : "";
                _consoles.Output.WriteLine($"    --set {option.Key}={option.Default} ({option.Type}{range})");
            }
        }
    }

    private static Option<string[]> Files(string name, string description, string helpName) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = static _ => [],
        };
}
