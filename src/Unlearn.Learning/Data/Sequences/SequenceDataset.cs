using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>Puts a dataset of token sequences together, with its digest.</summary>
public static class SequenceDataset
{
    // Raise the number when the byte form changes: equal digests then never mean different things.
    private static ReadOnlySpan<byte> Form => "unlearn-sequences-2"u8;

    /// <summary>The dataset of these sequences. It has no features and no classes: each point has the one right answer, its own text.</summary>
    /// <param name="name">The name in messages and reports.</param>
    /// <param name="rows">One per point.</param>
    /// <param name="groups">Group of each point, 0-based, or null.</param>
    /// <param name="groupNames">Names of the groups.</param>
    /// <param name="parts">The set of each point where the data say it; default empty.</param>
    /// <param name="columns">Columns that a query may name.</param>
    /// <param name="notes">What reading passed over.</param>
    /// <param name="utilitySets">Questions beside the points; default none.</param>
    public static Dataset Of(
        string name,
        TokenTable rows,
        int[]? groups = null,
        ImmutableArray<string> groupNames = default,
        ImmutableArray<DataPart> parts = default,
        ImmutableDictionary<string, DataColumn>? columns = null,
        IEnumerable<DataNote>? notes = null,
        ImmutableArray<UtilitySet> utilitySets = default
    ) =>
        new()
        {
            Name = name,
            Features = [],
            FeatureShape = [rows.Width],
            Labels = new int[rows.Count],
            ClassNames = [],
            Sequences = rows,
            Groups = groups,
            GroupNames = groupNames.IsDefault ? [] : groupNames,
            Parts = parts.IsDefault ? [] : parts,
            Columns = columns ?? ImmutableDictionary<string, DataColumn>.Empty,
            Notes = [.. notes ?? []],
            UtilitySets = utilitySets.IsDefault ? [] : utilitySets,
            Digest = Digest(rows, groups),
        };

    private static ImmutableArray<TokenSequence> Others(TokenSequence row) =>
        row.Paraphrase is { } paraphrase ? [paraphrase, .. row.WrongAnswers] : row.WrongAnswers;

    /// <summary>
    /// SHA-256 over vocabulary, tokenizer, tokens, masks, texts, paraphrases, wrong answers and groups, little-endian, every array after its length. Texts count
    /// because attacks read them: two that differ may have the same tokens.
    /// </summary>
    private static string Digest(TokenTable rows, int[]? groups)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Form);
        Append([rows.Vocabulary]);
        AppendText(rows.Tokenizer?.Digest ?? "");
        for (int point = 0; point < rows.Count; point++)
        {
            Append(rows[point].Tokens.AsSpan());
            Append(rows.Labelled(point));
            AppendText(rows[point].Prompt);
            AppendText(rows[point].Answer);
            foreach (TokenSequence other in Others(rows[point]))
            {
                Append(other.Tokens.AsSpan());
            }
        }

        Append(groups);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void AppendText(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Append([bytes.Length]);
            hash.AppendData(bytes);
        }

        void Append(ReadOnlySpan<int> numbers)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, numbers.Length);
            hash.AppendData(bytes);
            foreach (int number in numbers)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }
    }
}
