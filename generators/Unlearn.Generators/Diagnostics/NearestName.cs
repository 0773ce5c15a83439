namespace Unlearn.Generators.Diagnostics;

/// <summary>Finds what a person probably meant.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>The clause <c>; did you mean 'x'? Known: x, y</c> for a name that is not among <paramref name="known"/>.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string[] sorted = [.. known.OrderBy(static candidate => candidate, StringComparer.Ordinal)];
        string meant = Find(name, sorted) is { } nearest ? $"; did you mean '{nearest}'?" : ";";
        string list = sorted.Length == 0 ? "nothing" : string.Join(", ", sorted);
        return meant.EndsWith("?", StringComparison.Ordinal) ? $"{meant} Known: {list}" : $"{meant} known: {list}";
    }

    /// <summary>The nearest name by edits (swaps count once), or null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        int allowed = Math.Max(1, name.Length / 3);
        string lower = name.ToLowerInvariant();
        return known
            .Select(candidate => (Candidate: candidate, Edits: Distance(lower, candidate.ToLowerInvariant())))
            .Where(pair => pair.Edits <= allowed)
            .OrderBy(static pair => pair.Edits)
            .ThenBy(static pair => pair.Candidate, StringComparer.Ordinal)
            .Select(static pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.</summary>
    public static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int replaced = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[a.Length, b.Length];
    }
}
