namespace Unlearn.Verification.Signals.Tokens;

/// <summary>How much of an answer a model gives word by word, from whether its likeliest token is right at each place of the true answer.</summary>
public static class Extraction
{
    /// <summary>
    /// Extraction strength (Carlini et al. 2021; Wang et al. 2025): 1 - k/n, where k is the shortest prefix after which every token is the likeliest. It
    /// is 0 where nothing can be extracted, and 1 where nothing has to be given.
    /// </summary>
    /// <param name="right">Whether each of the n labelled tokens is the likeliest; at least one.</param>
    /// <remarks>Common code ends the search one prefix early and has 1/n as its least value.</remarks>
    public static double Strength(ReadOnlySpan<bool> right)
    {
        int given = right.LastIndexOf(false) + 1;
        return 1 - ((double)given / right.Length);
    }

    /// <summary>Exact memorisation (Tirumala et al. 2022, equation 1): the share of labelled tokens that are the likeliest.</summary>
    /// <param name="right">Whether each labelled token is the likeliest; at least one.</param>
    public static double Memorisation(ReadOnlySpan<bool> right) => (double)right.Count(true) / right.Length;
}
