using System.CommandLine;
using System.CommandLine.Parsing;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>-v quiet|minimal|normal|detailed|diagnostic</c>, abbreviated as <c>dotnet</c> does, and <c>--quiet</c> for the first of them.</summary>
internal sealed class VerbosityOption
{
    private readonly Option<Verbosity> _level = new("--verbosity", "-v")
    {
        Description = "what is written to standard error: quiet, minimal, normal (the default), detailed, diagnostic",
        HelpName = "LEVEL",
        CustomParser = Read,
        DefaultValueFactory = static _ => Verbosity.Normal,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "errors only; the same as -v quiet" };

    /// <summary>Adds both to a verb.</summary>
    public void AddTo(Command command)
    {
        _level.CompletionSources.Add(
            Enum.GetNames<Verbosity>().Select(static level => level.ToLowerInvariant()).ToArray()
        );
        command.Add(_level);
        command.Add(_quiet);
    }

    /// <summary>What was asked for.</summary>
    public Verbosity Of(ParseResult line) => line.GetValue(_quiet) ? Verbosity.Quiet : line.GetValue(_level);

    private static Verbosity Read(ArgumentResult result)
    {
        string given = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        Verbosity[] matches =
        [
            .. Enum.GetValues<Verbosity>()
                .Where(level => level.ToString().StartsWith(given, StringComparison.OrdinalIgnoreCase)),
        ];
        switch (given)
        {
            case "d":
                return Verbosity.Detailed;
            case "diag":
                return Verbosity.Diagnostic;
            case { Length: > 0 } when matches.Length == 1:
                return matches[0];
            default:
                result.AddError($"'{given}' is no verbosity: use quiet, minimal, normal, detailed or diagnostic.");
                return Verbosity.Normal;
        }
    }
}
