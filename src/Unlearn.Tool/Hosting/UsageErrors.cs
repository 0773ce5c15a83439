using System.CommandLine;
using System.CommandLine.Parsing;
using Unlearn.Core.Names;

namespace Unlearn.Tool.Hosting;

/// <summary>What is wrong with a command line, for people: no names of types, and the nearest name of what is not known.</summary>
internal static class UsageErrors
{
    private const string NoOption = "there is no option";

    /// <summary>One message for each mistake, in the order of the line.</summary>
    public static IEnumerable<string> Of(ParseResult line)
    {
        string[] unknown = [.. line.UnmatchedTokens];
        if (unknown.Length > 0 && line.CommandResult.Command.Subcommands.Any())
        {
            return [Unknown(unknown[0], line.CommandResult.Command)];
        }

        // An option that is not known leaves its value behind, which is no mistake of its own.
        string[] messages =
        [
            .. line.Errors.Select(error => Words(error, unknown, line.CommandResult.Command)).Distinct(),
        ];
        string[] options =
        [
            .. messages.Where(static message => message.StartsWith(NoOption, StringComparison.Ordinal)),
        ];
        return options.Length > 0 ? options : messages;
    }

    /// <summary>The message about a word that begins as options do and is none of a command's.</summary>
    public static string UnknownOption(string given, Command command) =>
        Nothing(NoOption, given, command.Options.SelectMany(static option => option.Aliases.Prepend(option.Name)));

    private static string Words(ParseError error, string[] unknown, Command command)
    {
        // The parser's own words name types of .NET.
        if (
            error.SymbolResult is OptionResult { Tokens: [{ Value: var given }, ..], Option: var option }
            && Expected(given, option.ValueType) is { } expected
            && error.Message.Contains(option.ValueType.FullName ?? option.ValueType.Name, StringComparison.Ordinal)
        )
        {
            return $"{option.Name} {given}: {expected}";
        }

        return
            unknown.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))
                is { } stranger
            ? Unknown(stranger, command)
            : error.Message;
    }

    private static string? Expected(string given, Type type)
    {
        if (type.IsEnum)
        {
            string[] names = [.. Enum.GetNames(type).Select(static name => name.ToLowerInvariant())];
            return $"use {string.Join(", ", names[..^1])} or {names[^1]}{NearestName.Hint(given, names)}";
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 or TypeCode.Int64 => "use a whole number",
            TypeCode.Double => "use a number",
            _ => null,
        };
    }

    private static string Unknown(string given, Command command) =>
        given.StartsWith('-')
            ? UnknownOption(given, command)
            : Nothing("there is no command or argument", given, command.Subcommands.Select(static verb => verb.Name));

    private static string Nothing(string what, string given, IEnumerable<string> known) =>
        $"{what} '{given}'{(NearestName.Hint(given, known) is { Length: > 0 } hint ? hint : ".")}";
}
