using System.Text.RegularExpressions;

namespace Unlearn.Formats.Tables;

/// <summary>
/// Columns that number the rows because a program wrote its own row names along: pandas writes one without a name, and gives such a
/// column these names when it reads one (with .1 behind it where it has read and written the table several times).
/// </summary>
internal static partial class IndexColumn
{
    /// <summary>The name of a column that has none, by its position from 0.</summary>
    public static string NameOf(int column) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Unnamed: {column}");

    /// <summary>Whether a column has such a name.</summary>
    public static bool Is(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"^(Unnamed: \d+(\.\d+)*|__index_level_\d+__)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
