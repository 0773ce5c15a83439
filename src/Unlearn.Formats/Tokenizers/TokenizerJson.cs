using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tokenizers;

/// <summary>
/// A <c>tokenizer.json</c> with a byte pair model. What it names and is not implemented is refused by that name: a tokenizer that nearly
/// fits turns a model's answers to nonsense without a word.
/// </summary>
internal sealed class TokenizerJson
{
    private const long LargestFile = 256 << 20;
    private const int MostIds = 1 << 22;
    private static readonly string[] Models = ["BPE"];

    private TokenizerJson(string path, string digest, JsonElement root)
    {
        Path = path;
        Digest = digest;
        Normalise = Normaliser.Read(TokenizerPart.Optional(root, "normalizer"), path);
        Cut = PreTokenizers.Read(TokenizerPart.Optional(root, "pre_tokenizer"), path);
        Join = TokenDecoder.Read(TokenizerPart.Optional(root, "decoder"), path);
        Added =
        [
            .. TokenizerPart
                .Optional(root, "added_tokens")
                ?.EnumerateArray()
                .Select(entry => AddedToken.Read(entry, path))
                ?? [],
        ];
        JsonElement model = root.GetProperty("model");
        Refuse(model);
        IgnoresMerges = TokenizerPart.Flag(model, "ignore_merges");
        FallsBackToBytes = TokenizerPart.Flag(model, "byte_fallback");
        FusesUnknown = TokenizerPart.Flag(model, "fuse_unk");
        foreach (JsonProperty token in model.GetProperty("vocab").EnumerateObject())
        {
            Ids[token.Name] = token.Value.GetInt32();
        }

        string unknown = TokenizerPart.Text(model, "unk_token");
        Unknown = unknown.Length > 0 ? Id(unknown) : null;
        Tokens = Spellings();
        int rank = 0;
        foreach (JsonElement merge in model.GetProperty("merges").EnumerateArray())
        {
            (string left, string right) = Pair(merge, rank);
            Pairs.Add(Id(left), Id(right), rank++, Id(left + right));
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of the file and what lies beside it and is read.</summary>
    public string Digest { get; }

    /// <summary>Turns a text into the form that is tokenised.</summary>
    public Func<string, string> Normalise { get; }

    /// <summary>Cuts a text into pieces.</summary>
    public PreTokenizer Cut { get; }

    /// <summary>Turns tokens into texts that follow one another.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>> Join { get; }

    /// <summary>Added tokens.</summary>
    public ImmutableArray<AddedToken> Added { get; }

    /// <summary>Ids of the model's tokens.</summary>
    public Dictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>Spelling of each id; null where no token has it.</summary>
    public string?[] Tokens { get; }

    /// <summary>Merges.</summary>
    public BytePairs Pairs { get; } = new();

    /// <summary>The token for what has none, or null.</summary>
    public int? Unknown { get; }

    /// <summary>Whether a piece that is a token is not merged from its letters.</summary>
    public bool IgnoresMerges { get; }

    /// <summary>Whether letters without a token become bytes.</summary>
    public bool FallsBackToBytes { get; }

    /// <summary>Whether unknown letters in a row are one token.</summary>
    public bool FusesUnknown { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is missing, damaged, or holds what is not implemented.</exception>
    public static BpeTokenizer Read(string path)
    {
        string digest = FileBytes.Checksum(RegularFile.Read(path, "give the path of a tokenizer.json.", LargestFile));
        return JsonText.Read(
            path,
            LargestFile,
            root =>
            {
                var file = new TokenizerJson(path, digest, root);
                return new BpeTokenizer(file, SpecialTokens.Read(root, path, file.AllIds()));
            }
        );
    }

    private Dictionary<string, int> AllIds()
    {
        var all = new Dictionary<string, int>(Ids, StringComparer.Ordinal);
        foreach (AddedToken token in Added)
        {
            all.TryAdd(token.Content, token.Id);
        }

        return all;
    }

    private void Refuse(JsonElement model)
    {
        string type = TokenizerPart.Text(model, "type");
        if (type is not ("" or "BPE"))
        {
            throw TokenizerPart.Unknown("model", type, Models, Path);
        }

        foreach (string name in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (TokenizerPart.Text(model, name).Length > 0)
            {
                throw new InputException($"'{name}' is not implemented.", Path);
            }
        }

        if (TokenizerPart.Optional(model, "dropout") is { } dropout && dropout.GetDouble() > 0)
        {
            throw new InputException("'dropout' (merges left out by chance) is not implemented.", Path);
        }
    }

    private string?[] Spellings()
    {
        int size = Ids.Values.Concat(Added.Select(static token => token.Id)).DefaultIfEmpty(-1).Max() + 1;
        int least = Ids.Values.Concat(Added.Select(static token => token.Id)).DefaultIfEmpty(0).Min();
        if (least < 0 || size is < 1 or > MostIds)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"ids of tokens go from 0 to {MostIds - 1} at most."),
                Path
            );
        }

        var tokens = new string?[size];
        foreach ((string token, int id) in Ids)
        {
            if (tokens[id] is { } other)
            {
                throw new InputException($"the tokens '{other}' and '{token}' have the same id {id}.", Path);
            }

            tokens[id] = token;
        }

        foreach (AddedToken token in Added)
        {
            tokens[token.Id] = token.Content;
        }

        return tokens;
    }

    private (string Left, string Right) Pair(JsonElement merge, int rank)
    {
        string[] pair =
            merge.ValueKind == JsonValueKind.Array
                ? [.. merge.EnumerateArray().Select(static part => part.GetString()!)]
                : [.. merge.GetString()!.Split(' ')];
        return pair is [{ } left, { } right]
            ? (left, right)
            : throw new InputException($"merge {rank + 1} is no pair of tokens.", Path);
    }

    private int Id(string token) =>
        Ids.TryGetValue(token, out int id)
            ? id
            : throw new InputException(
                $"the token '{token}', which a merge or `unk_token` names, is not in the vocabulary.",
                Path
            );
}
