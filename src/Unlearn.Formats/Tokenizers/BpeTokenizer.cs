using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Unlearn.Core;

namespace Unlearn.Formats.Tokenizers;

/// <summary>
/// Byte pair encoding as a <c>tokenizer.json</c> describes it: added tokens are cut out, the rest is normalised and cut into pieces, and
/// within a piece neighbours are merged. See <see cref="TokenizerJson"/> for what is read.
/// </summary>
public sealed class BpeTokenizer : Tokenizer
{
    private readonly TokenizerJson _file;
    private readonly AddedTokens _raw;
    private readonly AddedTokens _normalised;
    private readonly HashSet<int> _special;

    internal BpeTokenizer(TokenizerJson file, SpecialTokens special)
    {
        _file = file;
        _raw = new AddedTokens(file.Added.Where(static t => !t.IsNormalised).Select(static t => (t.Content, t)));
        _normalised = new AddedTokens(
            file.Added.Where(static t => t.IsNormalised).Select(t => (file.Normalise(t.Content), t))
        );
        _special = [.. file.Added.Where(static t => t.IsSpecial).Select(static t => t.Id)];
        Begin = IdOf(special.Begin);
        End = IdOf(special.End);
    }

    /// <inheritdoc/>
    public override string Name => System.IO.Path.GetFileName(_file.Path);

    /// <inheritdoc/>
    public override int Size => _file.Tokens.Length;

    /// <inheritdoc/>
    public override int? Begin { get; }

    /// <inheritdoc/>
    public override int? End { get; }

    /// <inheritdoc/>
    public override string Digest => _file.Digest;

    /// <inheritdoc/>
    public override ImmutableArray<int> Encode(string text)
    {
        var ids = ImmutableArray.CreateBuilder<int>();
        bool isStart = true;
        foreach ((string part, AddedToken? token) in Parts(text))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
            }
            else
            {
                foreach (string piece in _file.Cut(part, isStart))
                {
                    ids.AddRange(Merge(piece));
                }
            }

            isStart = false;
        }

        return ids.ToImmutable();
    }

    /// <inheritdoc/>
    public override string Decode(IReadOnlyList<int> ids, bool special = false) =>
        string.Concat(
            _file.Join([.. ids.Where(id => special || !_special.Contains(id)).Select(id => _file.Tokens[id] ?? "")])
        );

    private IEnumerable<(string Text, AddedToken? Token)> Parts(string text) =>
        _raw.Cut(text).SelectMany(part => part.Token is null ? _normalised.Cut(_file.Normalise(part.Text)) : [part]);

    private List<int> Merge(string piece)
    {
        if (_file.IgnoresMerges && _file.Ids.TryGetValue(piece, out int whole))
        {
            return [whole];
        }

        var tokens = new List<int>(piece.Length);
        bool afterUnknown = false;
        foreach (Rune rune in piece.EnumerateRunes())
        {
            string letter = rune.ToString();
            if (_file.Ids.TryGetValue(letter, out int id))
            {
                tokens.Add(id);
                afterUnknown = false;
            }
            else if (_file.FallsBackToBytes && Bytes(letter) is { } bytes)
            {
                tokens.AddRange(bytes);
                afterUnknown = false;
            }
            else if (_file.Unknown is not { } unknown)
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the tokenizer has no token for U+{rune.Value:X4}, no bytes and no unknown token."
                    ),
                    _file.Path
                );
            }
            else if (!afterUnknown || !_file.FusesUnknown)
            {
                tokens.Add(unknown);
                afterUnknown = true;
            }
        }

        _file.Pairs.Merge(tokens);
        return tokens;
    }

    private int[]? Bytes(string letter)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(letter);
        var ids = new int[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!_file.Ids.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"<0x{bytes[i]:X2}>"), out ids[i]))
            {
                return null;
            }
        }

        return ids;
    }

    private int? IdOf(string? spelling) =>
        spelling is null ? null
        : _file.Added.FirstOrDefault(token => token.Content == spelling) is { } added ? added.Id
        : _file.Ids.TryGetValue(spelling, out int id) ? id
        : throw new InputException(
            $"the token '{spelling}' that begins or ends a text is not in the vocabulary.",
            _file.Path
        );
}
