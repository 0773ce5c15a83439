using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn data</c>: the published datasets that the tool knows by name.</summary>
internal sealed class DataCommand : Verb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public DataCommand(Consoles consoles)
        : base("data", "List and check the published datasets that the tool knows by name.")
    {
        Add(new DataListCommand(consoles));
        Add(new DataCheckCommand(consoles));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn data list", "names, contents, licences"),
        new("unlearn data check", "what is on this machine, and whether it is whole"),
        new("unlearn data check mnist --data ~/data", "one dataset"),
    ];
}
