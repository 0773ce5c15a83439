using System.CommandLine;
using System.CommandLine.Parsing;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>-v quiet|minimal|normal|detailed|diagnostic</c>, abbreviated as <c>dotnet</c> does.</summary>
internal static class VerbosityOption
{
    /// <summary>The option; normal by default.</summary>
    public static Option<Verbosity> Create() =>
        new("--verbosity", "-v")
        {
            Description =
                "what is written to standard error: quiet, minimal, normal (the default), detailed, diagnostic",
            HelpName = "LEVEL",
            CustomParser = Read,
            DefaultValueFactory = static _ => Verbosity.Normal,
        };

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
