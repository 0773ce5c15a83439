namespace Unlearn.Learning.Data.Files;

/// <summary>Finds what a person most likely meant.</summary>
internal static class NearestName
{
    /// <summary>Half a message: " Did you mean 'x'?" where a name is near, otherwise the names that there are (at most eight of them).</summary>
    public static string Hint(string given, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0)
        {
            return "";
        }

        string nearest = all.MinBy(name => Distance(given, name))!;
        if (Distance(given, nearest) <= Math.Max(2, given.Length / 3))
        {
            return $" Did you mean '{nearest}'?";
        }

        string more = all.Length > 8 ? $", ... ({all.Length} in all)" : "";
        return $" There are: {string.Join(", ", all.Take(8))}{more}.";
    }

    /// <summary>Levenshtein's distance, upper and lower case alike.</summary>
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(previous[j - 1] + change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
