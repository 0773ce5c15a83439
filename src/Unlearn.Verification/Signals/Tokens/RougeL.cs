using System.Text.RegularExpressions;

namespace Unlearn.Verification.Signals.Tokens;

/// <summary>
/// ROUGE-L (Lin 2004, section 3): the longest common subsequence of words, as a share of the reference's words (recall), of the answer's (precision),
/// and their harmonic mean.
/// </summary>
/// <param name="Precision">In [0, 1]; 0 where either text has no words.</param>
/// <param name="Recall">In [0, 1].</param>
/// <param name="F1">In [0, 1].</param>
/// <remarks>
/// Words are those of the common scorer: lower-cased, split at everything but a-z and 0-9, and, where asked, stemmed if longer than three
/// letters. Letters with accents cut words in two, so report it beside other figures, never alone.
/// </remarks>
public sealed partial record RougeL(double Precision, double Recall, double F1)
{
    private const int LongestUnstemmed = 3;

    /// <summary>Compares an answer with a reference.</summary>
    /// <param name="reference">What would be right.</param>
    /// <param name="answer">What a model said.</param>
    /// <param name="stems">Whether words are stemmed. Default true.</param>
    public static RougeL Of(string reference, string answer, bool stems = true)
    {
        string[] right = Words(reference, stems);
        string[] said = Words(answer, stems);
        if (right.Length == 0 || said.Length == 0)
        {
            return new RougeL(0, 0, 0);
        }

        int common = LongestCommonSubsequence(right, said);
        double precision = (double)common / said.Length;
        double recall = (double)common / right.Length;
        return new RougeL(precision, recall, common == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    private static string[] Words(string text, bool stems) =>
        [
            .. WordPattern()
                .Matches(text.ToLowerInvariant())
                .Select(match =>
                    stems && match.Length > LongestUnstemmed ? PorterStemmer.Stem(match.Value) : match.Value
                ),
        ];

    private static int LongestCommonSubsequence(string[] first, string[] second)
    {
        var before = new int[second.Length + 1];
        foreach (string word in first)
        {
            var now = new int[second.Length + 1];
            for (int j = 0; j < second.Length; j++)
            {
                now[j + 1] = word == second[j] ? before[j] + 1 : Math.Max(now[j], before[j + 1]);
            }

            before = now;
        }

        return before[^1];
    }

    [GeneratedRegex("[a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
