namespace Unlearn.Verification;

/// <summary>How far a misspelt name is from one that exists.</summary>
public static class EditDistance
{
    /// <summary>
    /// The fewest insertions, deletions, replacements and swaps of neighbours that turn one text into the other, none within another
    /// (optimal string alignment; Damerau 1964), row by row.
    /// </summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <param name="ignoreCase">Whether upper and lower case are alike.</param>
    public static int Between(string a, string b, bool ignoreCase = false)
    {
        if (ignoreCase)
        {
            a = a.ToUpperInvariant();
            b = b.ToUpperInvariant();
        }

        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        int[] before = above;
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], 1 + before[j - 2]);
                }
            }

            (before, above) = (above, row);
        }

        return above[b.Length];
    }
}
