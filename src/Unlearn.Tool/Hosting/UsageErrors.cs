using System.CommandLine;
using System.CommandLine.Parsing;
using Unlearn.Core.Names;

namespace Unlearn.Tool.Hosting;

/// <summary>What is wrong with a command line, for people: no names of types, and the nearest name of what is not known.</summary>
internal static class UsageErrors
{
    /// <summary>One message a mistake, in the order of the line.</summary>
    public static IEnumerable<string> Of(ParseResult line)
    {
        string[] unknown = [.. line.UnmatchedTokens];
        return unknown.Length > 0 && line.CommandResult.Command.Subcommands.Any()
            ? [Unknown(unknown[0], line.CommandResult.Command)]
            : line.Errors.Select(error => Words(error, unknown, line.CommandResult.Command)).Distinct();
    }

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

    private static string Unknown(string given, Command command)
    {
        IEnumerable<string> known = given.StartsWith('-')
            ? command.Options.SelectMany(static option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(static verb => verb.Name);
        string what = given.StartsWith('-') ? "option" : "command or argument";
        return $"there is no {what} '{given}'{(NearestName.Hint(given, known) is { Length: > 0 } hint ? hint : ".")}";
    }
}
