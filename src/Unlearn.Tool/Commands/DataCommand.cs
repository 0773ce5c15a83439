using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn data</c>: data, those that the tool knows by name and anybody's.</summary>
internal sealed class DataCommand : Verb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public DataCommand(Consoles consoles)
        : base("data", "Show what data are read as; list and check the published datasets that the tool knows by name.")
    {
        Add(new DataShowCommand(consoles));
        Add(new DataListCommand(consoles));
        Add(new DataCheckCommand(consoles));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn data show mine.csv", "what a file is read as"),
        new("unlearn data list", "names, contents, licences"),
        new("unlearn data check", "what is on this machine, and whether it is whole"),
        new("unlearn data check mnist --data ~/data", "one dataset"),
    ];
}
