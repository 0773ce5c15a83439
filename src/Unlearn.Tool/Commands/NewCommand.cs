using System.CommandLine;
using System.Text.RegularExpressions;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn new</c>: a commented manifest to start from.</summary>
internal sealed partial class NewCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _name = new Argument<string>("name")
    {
        Description = "the experiment's name: letters, digits, dots, underscores and hyphens",
    }.RefusingOptions();
    private readonly Option<bool> _force = new("--force") { Description = "overwrite the file if it is there" };

    /// <summary>The verb.</summary>
    public NewCommand(Consoles consoles)
        : base("new", "Write a commented manifest to start from, NAME.unlearn.yaml in the current folder.")
    {
        _consoles = consoles;
        Add(_name);
        Add(_force);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn new mine", "write mine.unlearn.yaml"),
        new("unlearn new mine --force", "write it even if it is there"),
    ];

    private int Run(ParseResult line)
    {
        string name = line.GetRequiredValue(_name);
        if (!Allowed().IsMatch(name))
        {
            throw new InputException(
                $"'{name}' cannot be an experiment's name: use up to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or digit"
            );
        }

        string file = name + ManifestFile.Extension;
        if (File.Exists(file) && !line.GetValue(_force))
        {
            throw new InputException("the file is there already; --force overwrites it", file);
        }

        File.WriteAllText(file, Starter().Replace("{name}", name, StringComparison.Ordinal));
        _consoles.Output.WriteLine(file);
        return ExitCode.Fine;
    }

    private static string Starter()
    {
        using Stream resource = typeof(NewCommand).Assembly.GetManifestResourceStream("starter.unlearn.yaml")!;
        using StreamReader reader = new(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(ManifestFile.NamePattern)]
    private static partial Regex Allowed();
}
