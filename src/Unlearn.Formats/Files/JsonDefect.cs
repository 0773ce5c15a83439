using System.Globalization;
using System.Text.Json;
using Unlearn.Core;

namespace Unlearn.Formats.Files;

/// <summary>Why a text is no JSON, for people: the reader's own words without its advice to programmers, and the place once.</summary>
internal static class JsonDefect
{
    /// <summary>Of two members of one name the reader would take the last and say nothing.</summary>
    public static JsonDocumentOptions NothingTwice { get; } = new() { AllowDuplicateProperties = false };

    /// <summary>The error.</summary>
    /// <param name="error">What the reader says.</param>
    /// <param name="file">The file's name in messages.</param>
    /// <param name="line">The line, from 1, where the reader saw one line of a file; 0: it saw the whole.</param>
    public static InputException Of(JsonException error, string file, int line = 0)
    {
        string place = error.BytePositionInLine is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" at byte {at + 1} of the line")
            : "";
        return new InputException(
            $"this is no JSON{place} (NaN, Infinity and comments are none either): {Words(error.Message)}",
            file,
            line > 0 ? line : (int)(error.LineNumber ?? -1) + 1,
            error
        );
    }

    private static string Words(string message)
    {
        foreach (string place in (string[])[" Path: ", " LineNumber: "])
        {
            int at = message.IndexOf(place, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }

        return message
            .Replace(" which is not supported in this mode. Change the reader options.", ".", StringComparison.Ordinal)
            .Replace(" encountered during deserialization", "", StringComparison.Ordinal)
            .Trim();
    }
}
