namespace Unlearn.Verification.Auditing;

/// <summary>Finds the name that a person most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest edit distance (Levenshtein 1966), the first of equals.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What is understood, at least one.</param>
    public static string Of(string name, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(candidate, name))!;

    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, 1 + Math.Min(previous[j], current[j - 1]));
            }

            previous = current;
        }

        return previous[^1];
    }
}
