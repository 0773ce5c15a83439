using System.CommandLine;
using System.Globalization;
using Unlearn.Engine.Inspection;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn cache verify</c>.</summary>
internal sealed class CacheVerifyCommand : Verb
{
    private readonly Consoles _consoles;

    /// <summary>The verb.</summary>
    public CacheVerifyCommand(Consoles consoles, Func<ParseResult, StoreInspector> open)
        : base(
            "verify",
            "Read every entry and check its seal; damaged ones are set aside and computed again when needed."
        )
    {
        _consoles = consoles;
        SetAction((line, cancellationToken) => Task.FromResult(Run(open(line).Verify(cancellationToken))));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [new("unlearn cache verify", "exit code 1 if any entry was damaged")];

    private int Run((int Whole, IReadOnlyList<string> Damaged) found)
    {
        foreach (string key in found.Damaged)
        {
            _consoles.Output.WriteLine($"damaged: {key}");
        }

        string damaged = found.Damaged.Count.ToString(CultureInfo.InvariantCulture);
        _consoles.Output.WriteLine($"{found.Whole.ToString(CultureInfo.InvariantCulture)} whole, {damaged} damaged");
        return found.Damaged.Count == 0 ? ExitCode.Fine : ExitCode.TrialsFailed;
    }
}
