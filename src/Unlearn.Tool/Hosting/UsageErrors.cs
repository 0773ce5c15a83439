using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Unlearn.Core.Names;

namespace Unlearn.Tool.Hosting;

/// <summary>What is wrong with a command line, for people: no names of types, and the nearest name of what is not known.</summary>
internal static class UsageErrors
{
    /// <summary>One message for each mistake, in the order of the line.</summary>
    public static IEnumerable<string> Of(ParseResult line)
    {
        Command command = line.CommandResult.Command;
        IReadOnlyList<string> unknown = line.UnmatchedTokens;
        if (unknown.Count > 0 && command.Subcommands.Any())
        {
            return [Unknown(unknown[0], command)];
        }

        // An option that is not known leaves its value behind, which is no mistake of its own.
        string[] options =
        [
            .. unknown.Concat(RefusedArguments(line)).Where(LooksLikeOption).Distinct(StringComparer.Ordinal),
        ];
        if (options.Length > 0)
        {
            return options.Select(option => UnknownOption(option, command));
        }

        // The parser writes an error of the command for each word that it did not match.
        IEnumerable<ParseError> others =
            unknown.Count == 0
                ? line.Errors
                : line.Errors.Where(static error => error.SymbolResult is OptionResult or ArgumentResult);
        return unknown
            .Select(word => Unknown(word, command))
            .Concat(others.Select(Words))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The message about a word that begins as options do and is none of a command's.</summary>
    public static string UnknownOption(string given, Command command) =>
        Nothing(
            "there is no option",
            given,
            command.Options.SelectMany(static option => option.Aliases.Prepend(option.Name))
        );

    /// <summary>Whether a word begins as options do.</summary>
    public static bool LooksLikeOption(string word) => word.StartsWith('-') && word.Length > 1;

    private static IEnumerable<string> RefusedArguments(ParseResult line) =>
        line
            .Errors.Select(static error => error.SymbolResult)
            .OfType<ArgumentResult>()
            .SelectMany(static result => result.Tokens)
            .Select(static token => token.Value);

    // Of a value that does not convert the parser names types of .NET.
    private static string Words(ParseError error) =>
        error.SymbolResult is OptionResult { Tokens: [{ Value: var given }, ..], Option: var option }
        && Right(given, Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is { } right
            ? $"{option.Name} {given}: {right}"
            : error.Message;

    /// <summary>What would be right in place of a word that is no value of a type; null where it is one, or of types with words of their own.</summary>
    private static string? Right(string given, Type type)
    {
        if (type.IsEnum)
        {
            string[] names = [.. Enum.GetNames(type).Select(static name => name.ToLowerInvariant())];
            return Enum.TryParse(type, given, ignoreCase: true, out _)
                ? null
                : $"use {string.Join(", ", names[..^1])} or {names[^1]}{NearestName.Hint(given, names)}";
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 when !int.TryParse(given, CultureInfo.InvariantCulture, out _) => "use a whole number",
            TypeCode.Double when !double.TryParse(given, CultureInfo.InvariantCulture, out _) => "use a number",
            _ => null,
        };
    }

    private static string Unknown(string given, Command command) =>
        LooksLikeOption(given)
            ? UnknownOption(given, command)
            : Nothing("there is no command or argument", given, command.Subcommands.Select(static verb => verb.Name));

    private static string Nothing(string what, string given, IEnumerable<string> known) =>
        $"{what} '{given}'{(NearestName.Hint(given, known) is { Length: > 0 } hint ? hint : ".")}";
}
