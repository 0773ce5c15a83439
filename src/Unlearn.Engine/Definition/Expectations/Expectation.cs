using System.Text.Json;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Definition.Expectations;

/// <summary>
/// What a run is expected to find, such as <c>sisa: exact</c> or <c>test-accuracy of *: "&gt;= reference - 0.02"</c>. The manifest
/// compiler checks it where it stands.
/// </summary>
/// <param name="Key">Rows, or a figure of rows.</param>
/// <param name="Value">Verdicts, or a comparison.</param>
public sealed record Expectation(string Key, string Value)
{
    /// <summary>The manifest's file name; empty where the expectation was made in C#.</summary>
    [NotInKeys]
    public string File { get; init; } = "";

    /// <summary>The line of the manifest, from 1; 0 where the expectation was made in C#.</summary>
    [NotInKeys]
    public int Line { get; init; }

    /// <summary>The names of verdicts in manifests.</summary>
    private static readonly string[] VerdictNames =
    [
        .. Enum.GetNames<Verdict>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName),
    ];

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is no expectation, said with its place.</exception>
    internal ClaimNode Read()
    {
        try
        {
            return ClaimParser.Parse(Key, Value, VerdictNames);
        }
        catch (ClaimException wrong)
        {
            string message = $"`{Key}: {Value}`: {wrong.Message}";
            throw File.Length > 0 ? new InputException(message, File, Line) : new InputException(message);
        }
    }
}
