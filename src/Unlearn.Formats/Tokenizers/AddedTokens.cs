namespace Unlearn.Formats.Tokenizers;

/// <summary>Cuts texts at added tokens: of those that fit, the leftmost, and there the longest.</summary>
internal sealed class AddedTokens
{
    private readonly ILookup<char, (string Spelling, AddedToken Token)> _byLetter;

    /// <summary>Tokens to look for.</summary>
    /// <param name="tokens">Spelling in the text that is cut, and token; an empty spelling is nowhere.</param>
    public AddedTokens(IEnumerable<(string Spelling, AddedToken Token)> tokens) =>
        _byLetter = tokens
            .Where(static token => token.Spelling.Length > 0)
            .OrderByDescending(static token => token.Spelling.Length)
            .ToLookup(static token => token.Spelling[0]);

    /// <summary>The parts of a text in order: a text, or a token in its place. There are no empty texts.</summary>
    public IEnumerable<(string Text, AddedToken? Token)> Cut(string text)
    {
        int done = 0;
        for (int at = 0; at < text.Length; at++)
        {
            (string spelling, AddedToken token) = _byLetter[text[at]]
                .FirstOrDefault(pair => string.CompareOrdinal(text, at, pair.Spelling, 0, pair.Spelling.Length) == 0);
            if (token is null)
            {
                continue;
            }

            int start = at;
            int end = at + spelling.Length;
            while (token.TakesLeft && start > done && char.IsWhiteSpace(text[start - 1]))
            {
                start--;
            }

            while (token.TakesRight && end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (start > done)
            {
                yield return (text[done..start], null);
            }

            yield return (text[start..end], token);
            done = end;
            at = end - 1;
        }

        if (done < text.Length)
        {
            yield return (text[done..], null);
        }
    }
}
