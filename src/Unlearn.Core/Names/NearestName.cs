namespace Unlearn.Core.Names;

/// <summary>Finds what a person probably meant.</summary>
public static class NearestName
{
    private const int LongestName = 64;
    private const int Listed = 8;

    /// <summary>The clause <c>; did you mean 'x'?</c>, or nothing where no name is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What is understood.</param>
    public static string Hint(string name, IEnumerable<string> known) =>
        Find(name, known) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>The clause <c>; did you mean 'x'? Known: x, y</c>, which names everything that there is.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What is understood.</param>
    public static string HintWithAll(string name, IEnumerable<string> known)
    {
        string[] sorted = [.. known.OrderBy(static candidate => candidate, StringComparer.Ordinal)];
        string list = sorted.Length == 0 ? "nothing" : string.Join(", ", sorted);
        return Hint(name, sorted) is { Length: > 0 } meant ? $"{meant} Known: {list}" : $"; known: {list}";
    }

    /// <summary>
    /// The sentence <c> Did you mean 'x'?</c> with the space before it, or, where no name is near, <c> There are: x, y.</c> with at most
    /// eight of them; nothing where there are none.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What is understood, in the order in which it is to be listed.</param>
    public static string Sentence(string name, IEnumerable<string> known)
    {
        string[] all = [.. known];
        if (all.Length == 0)
        {
            return "";
        }

        if (Find(name, all) is { } meant)
        {
            return $" Did you mean '{meant}'?";
        }

        string more = all.Length > Listed ? $", ... ({all.Length} in all)" : "";
        return $" There are: {string.Join(", ", all.Take(Listed))}{more}.";
    }

    /// <summary>
    /// The name with the fewest edits, upper and lower case alike, swaps of neighbours as one edit; the first in ordinal order of equals. Null where
    /// every name needs more edits than a third of what was written, and more than one.
    /// </summary>
    /// <param name="name">What was written; nothing is near an empty one or one of more than 64 characters.</param>
    /// <param name="known">What is understood.</param>
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
