using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Unlearn.Engine.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn cache explain</c>.</summary>
internal sealed class CacheExplainCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _key = new Argument<string>("key")
    {
        Description = "a key, or its beginning",
    }.RefusingOptions();

    /// <summary>The verb.</summary>
    public CacheExplainCommand(Consoles consoles, Func<ParseResult, StoreInspector> open)
        : base("explain", "Show what an entry was computed from: everything that its key is the hash of.")
    {
        _consoles = consoles;
        Add(_key);
        SetAction(line => Run(open(line).Explain(line.GetRequiredValue(_key))));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [new("unlearn cache explain 3f2a91c0", "the entry whose key begins so")];

    private int Run(CacheEntry entry)
    {
        _consoles.Output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Key}: {entry.Kind}, {Amounts.Size(entry.Bytes)}, {entry.Seconds:0.000} s, {entry.Gradients} gradients, written {entry.Written:u}"
            )
        );
        using JsonDocument inputs = JsonDocument.Parse(entry.Inputs);
        _consoles.Output.WriteLine(JsonSerializer.Serialize(inputs.RootElement, JsonOutput.Indented));
        return ExitCode.Fine;
    }
}
