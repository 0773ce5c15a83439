using System.CommandLine;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Engine.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn cache prune</c>.</summary>
internal sealed class CachePruneCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Option<string?> _olderThan = new("--older-than")
    {
        Description = "remove entries that were written longer ago, for example 30d or 12h",
        HelpName = "TIME",
    };
    private readonly Option<string?> _maxSize = new("--max-size")
    {
        Description = "then remove the oldest until no more than this is left, for example 2GB",
        HelpName = "SIZE",
    };

    /// <summary>The verb.</summary>
    public CachePruneCommand(Consoles consoles, Func<ParseResult, StoreInspector> open)
        : base(
            "prune",
            "Remove entries, and tools frozen for clusters, from the store; what a run needs again it computes again."
        )
    {
        _consoles = consoles;
        Add(_olderThan);
        Add(_maxSize);
        SetAction(line => Run(open, line));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn cache prune --older-than 30d", "forget last month"),
        new("unlearn cache prune --max-size 2GB", "keep the latest 2 GB"),
    ];

    private int Run(Func<ParseResult, StoreInspector> open, ParseResult line)
    {
        TimeSpan? age = line.GetValue(_olderThan) is { } time ? Amounts.ReadTime(time) : null;
        long? size = line.GetValue(_maxSize) is { } bytes ? Amounts.ReadSize(bytes) : null;
        if (age is null && size is null)
        {
            throw new InputException("say what to remove: --older-than TIME, --max-size SIZE, or both");
        }

        PruneResult removed = open(line).Prune(age, size, TimeProvider.System.GetUtcNow());
        string tools = removed.Tools > 0 ? $" and {Text(removed.Tools)} frozen tools" : "";
        _consoles.Output.WriteLine($"removed {Text(removed.Entries)} entries{tools}, {Amounts.Size(removed.Bytes)}");
        foreach (string run in removed.Needed)
        {
            _consoles.WriteWarning($"{run} has not ended: the tool that was frozen for it stays.");
        }

        return ExitCode.Fine;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
