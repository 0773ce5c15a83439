namespace Unlearn.Tool.Hosting;

/// <summary>What a person probably meant.</summary>
internal static class NearestName
{
    /// <summary>The half sentence <c>; did you mean 'x'?</c>, or nothing when no name is near.</summary>
    public static string Hint(string given, IEnumerable<string> known) =>
        Find(given, known) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>The known name with the fewest edits, at most a third of the given one's length; null when none is near.</summary>
    public static string? Find(string given, IEnumerable<string> known) =>
        known
            .Select(name => (Name: name, Edits: Edits(given.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Edits <= Math.Max(1, given.Length / 3))
            .OrderBy(static candidate => candidate.Edits)
            .ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Select(static candidate => candidate.Name)
            .FirstOrDefault();

    /// <summary>Levenshtein distance, row by row.</summary>
    private static int Edits(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above[j], row[j - 1]));
            }

            above = row;
        }

        return above[b.Length];
    }
}
