using System.Globalization;
using Unlearn.Core.Names;

namespace Unlearn.Engine.Definition.Expectations;

/// <summary>
/// The grammar of expectations. Key: <c>ROWS</c>, with verdicts as value (<c>forgotten</c>, <c>exact or certified</c>); or
/// <c>[ATTACK.]FIGURE of ROWS</c>, with a comparison as value (<c>&gt;= 0.9</c>, <c>&lt;= null + 0.05</c>).
/// </summary>
internal static class ClaimParser
{
    private const string Of = " of ";

    /// <summary>Reads an expectation.</summary>
    /// <param name="key">Rows, or a figure of rows.</param>
    /// <param name="value">Verdicts, or a comparison.</param>
    /// <param name="verdicts">The names of verdicts.</param>
    /// <exception cref="ClaimException">It is none.</exception>
    public static ClaimNode Parse(string key, string value, IReadOnlyList<string> verdicts)
    {
        int of = key.LastIndexOf(Of, StringComparison.Ordinal);
        string rows = (of < 0 ? key : key.Substring(of + Of.Length)).Trim();
        if (rows.Length == 0)
        {
            throw new ClaimException("name a row or a method, or '*' for all methods", inValue: false);
        }

        return of < 0 ? OfVerdicts(rows, value, verdicts) : OfFigure(key.Substring(0, of).Trim(), rows, value.Trim());
    }

    private static ClaimNode OfVerdicts(string rows, string value, IReadOnlyList<string> verdicts)
    {
        string[] names =
        [
            .. value.Split([" or ", ","], StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim()),
        ];
        string known = string.Join(", ", verdicts);
        string? wrong = names.FirstOrDefault(name => !verdicts.Contains(name));
        return names.Length == 0 ? throw new ClaimException($"name a verdict: {known}", inValue: true)
            : wrong is not null
                ? throw new ClaimException(
                    $"'{wrong}' is no verdict; use one of {known}, or 'FIGURE of ROWS' as key to compare a figure",
                    inValue: true
                )
            : new ClaimNode(rows, names, null, null, false, null, 0);
    }

    private static ClaimNode OfFigure(string figure, string rows, string value)
    {
        int dot = figure.IndexOf('.');
        string name = dot < 0 ? figure : figure.Substring(dot + 1);
        if (name.Length == 0 || dot == 0)
        {
            throw new ClaimException("name a figure: 'test-accuracy of sisa', 'lira.auc-gap of sisa'", inValue: false);
        }

        bool atLeast = value.StartsWith(">=", StringComparison.Ordinal);
        if (!atLeast && !value.StartsWith("<=", StringComparison.Ordinal))
        {
            throw new ClaimException("a comparison begins with '<=' or '>='", inValue: true);
        }

        (string? yardstick, double offset) = Bound(value.Substring(2).Trim());
        return new ClaimNode(rows, [], dot < 0 ? null : figure.Substring(0, dot), name, atLeast, yardstick, offset);
    }

    private static (string?, double) Bound(string text)
    {
        string? yardstick = RowNames.All.FirstOrDefault(name => text.StartsWith(name, StringComparison.Ordinal));
        string rest = yardstick is null ? text : text.Substring(yardstick.Length).Trim();
        if (yardstick is not null && rest.Length == 0)
        {
            return (yardstick, 0);
        }

        bool isSigned = rest.Length > 0 && rest[0] is '+' or '-' or '−';
        string number = isSigned ? rest.Substring(1).Trim() : rest;
        if (
            (yardstick is null || isSigned)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double offset)
        )
        {
            return (yardstick, isSigned && rest[0] != '+' ? -offset : offset);
        }

        throw new ClaimException(
            $"'{text}' is no bound; write a number, or '{RowNames.Reference}', '{RowNames.Null}' or '{RowNames.Original}', plus or minus a number",
            inValue: true
        );
    }
}
