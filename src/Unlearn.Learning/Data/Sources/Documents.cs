using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data.Sequences;

namespace Unlearn.Learning.Data.Sources;

/// <summary>A text file, plain or gzip, cut into points. A model is asked for every token but the first.</summary>
[Dataset("documents")]
[Columns]
public sealed partial record Documents : ITextSource
{
    private const string Name = "documents";

    /// <summary>The file; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>How bytes stand for characters: utf-8 (default), utf-16, windows-1252, shift_jis and so on. A byte that does not fit is an error.</summary>
    public string Encoding { get; init; } = TextBytes.Usual;

    /// <summary>What a point is. Default paragraphs.</summary>
    public DocumentParts By { get; init; } = DocumentParts.Paragraphs;

    /// <summary><c>bytes</c> (default), a <c>tokenizer.json</c> or its folder, or llama2.c's tokenizer file.</summary>
    public string Tokenizer { get; init; } = TokenizerFile.Bytes;

    /// <summary>Tokens of the longest point; longer lines and paragraphs are cut at their end. Default 256.</summary>
    [Range(2, 1_048_576)]
    public int Context { get; init; } = 256;

    /// <summary>Only the first this many points; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <summary>SHA-256 that the file has to have, 64 hexadecimal digits; empty: not checked.</summary>
    public string Sha256 { get; init; } = "";

    /// <inheritdoc/>
    public SplitRule Split { get; init; } = new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string file = folders.Resolve(Path);
        string text = TextBytes.Decode(FileBytes.ReadContent(file, Sha256), Encoding, file).ReplaceLineEndings("\n");
        Tokenizer tokenizer = TextOptions.Tokenizer(Tokenizer, folders);
        if (By == DocumentParts.Windows)
        {
            return Windows(text, tokenizer, file);
        }

        string[] parts =
            By == DocumentParts.Lines
                ? text.Split('\n')
                : [.. BlankLines().Split(text).Select(static part => part.Trim('\n'))];
        TextRow[] rows =
        [
            .. parts
                .Where(static part => !string.IsNullOrWhiteSpace(part))
                .Select(static part => new TextRow("", part)),
        ];
        return rows.Length > 0
            ? TextDataset.Of(Name, [.. Limit == 0 ? rows : rows.Take(Limit)], tokenizer, Context)
            : throw Empty(file);
    }

    /// <summary>Tokens of the whole text, cut: no token is lost or read otherwise. Only where there is a last token alone it is left out.</summary>
    private Dataset Windows(string text, Tokenizer tokenizer, string file)
    {
        ImmutableArray<int> begin = tokenizer.Begin is { } first ? [first] : [];
        ImmutableArray<int> tokens = tokenizer.Encode(text);
        int room = Context - begin.Length;
        var windows = ImmutableArray.CreateBuilder<TokenSequence>();
        for (int start = 0; start < tokens.Length && (Limit == 0 || windows.Count < Limit); start += room)
        {
            ImmutableArray<int> own = tokens[start..Math.Min(tokens.Length, start + room)];
            if (begin.Length + own.Length > 1)
            {
                windows.Add(TokenSequence.After([.. begin, .. own], 1) with { Answer = tokenizer.Decode(own) });
            }
        }

        return windows.Count > 0
            ? SequenceDataset.Of(Name, new TokenTable(tokenizer.Size, windows.ToImmutable()) { Tokenizer = tokenizer })
            : throw Empty(file);
    }

    /// <summary>Lines that show nothing part paragraphs, whatever blanks they hold.</summary>
    [GeneratedRegex(@"\n[^\S\n]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();

    private static InputException Empty(string file) => new("the file holds no text.", file);
}
