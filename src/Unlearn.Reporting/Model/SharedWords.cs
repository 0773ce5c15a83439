namespace Unlearn.Reporting.Model;

/// <summary>Which words of an answer stand in the right one, in the same order: a longest common subsequence.</summary>
internal static class SharedWords
{
    /// <summary>The answer's words, each with whether it is shared; case and punctuation around a word do not count.</summary>
    public static IReadOnlyList<(string Word, bool Shared)> Of(string right, string answer)
    {
        string[] wanted = Array.ConvertAll(Split(right), Core);
        string[] said = Split(answer);
        string[] cores = Array.ConvertAll(said, Core);
        var longest = new int[wanted.Length + 1, cores.Length + 1];
        for (int i = wanted.Length - 1; i >= 0; i--)
        {
            for (int j = cores.Length - 1; j >= 0; j--)
            {
                longest[i, j] = Same(i, j) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var words = new List<(string, bool)>();
        int at = 0;
        for (int j = 0; j < cores.Length; j++)
        {
            int found = at;
            while (found < wanted.Length && !(Same(found, j) && longest[found, j] == longest[at, j]))
            {
                found++;
            }

            bool shared = found < wanted.Length;
            words.Add((said[j], shared));
            at = shared ? found + 1 : at;
        }

        return words;

        bool Same(int i, int j) => cores[j].Length > 0 && wanted[i] == cores[j];
    }

    private static string[] Split(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Core(string word) =>
        string.Concat(word.Where(static letter => char.IsLetterOrDigit(letter))).ToLowerInvariant();
}
