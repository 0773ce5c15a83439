using System.CommandLine;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Store;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn cache</c>: looks after the store of finished work.</summary>
internal sealed class CacheCommand : Verb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public CacheCommand(Consoles consoles)
        : base("cache", "Look after the store of finished work.")
    {
        Option<string?> store = SharedOptions.Store();
        store.Recursive = true;
        Add(store);
        Func<ParseResult, StoreInspector> open = line => new StoreInspector(
            new ResultStore(Folders.FromEnvironment().Store(line.GetValue(store)), consoles.WriteWarning)
        );
        Func<ParseResult, StoreInspector> look = line => new StoreInspector(
            ResultStore.ToRead(Folders.FromEnvironment().Store(line.GetValue(store)), consoles.WriteWarning)
        );
        Add(new CacheListCommand(consoles, look));
        Add(new CacheExplainCommand(consoles, look));
        Add(new CacheVerifyCommand(consoles, open));
        Add(new CachePruneCommand(consoles, open));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn cache list", "what is in the store"),
        new("unlearn cache explain 3f2a91c0", "what an entry was computed from"),
        new("unlearn cache verify", "read every entry and check its seal"),
        new("unlearn cache prune --older-than 30d --max-size 2GB", "make room"),
    ];
}
