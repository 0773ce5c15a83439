using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Formats.Tables;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data.Sequences;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// Questions with answers in JSON, plain or gzip: one object on each line, a list of objects, or another form that `json` takes. A model is
/// asked for the answer and its end only.
/// </summary>
[Dataset("questions")]
public sealed record Questions : ITextSource, IGroupedSource
{
    /// <summary>The file; relative paths start from the manifest's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The key of the question. Default question.</summary>
    public string Question { get; init; } = "question";

    /// <summary>The key of the answer. Default answer.</summary>
    public string Answer { get; init; } = "answer";

    /// <summary>The key of the group (whom a row is about); empty: no groups.</summary>
    [Columns(Holds = ColumnsAttribute.Text)]
    public string Group { get; init; } = "";

    /// <summary>The key of the answer in other words, for truth ratios; empty: there is none.</summary>
    public string Paraphrase { get; init; } = "";

    /// <summary>The key of a list of wrong answers, for truth ratios; empty: there are none.</summary>
    public string WrongAnswers { get; init; } = "";

    /// <summary>Keys that queries may name but models do not see.</summary>
    [Columns(Holds = ColumnsAttribute.Text)]
    public IReadOnlyList<string> QueryOnly { get; init; } = [];

    /// <summary>What a question is put into; the answer follows directly. Default "Question: {question}\nAnswer: ".</summary>
    public string Template { get; init; } = TextOptions.Template;

    /// <summary><c>bytes</c> (default), a <c>tokenizer.json</c> or its folder, or llama2.c's tokenizer file.</summary>
    public string Tokenizer { get; init; } = TokenizerFile.Bytes;

    /// <summary>Tokens of the longest row; longer ones are cut at their end. Default 256.</summary>
    [Range(2, 1_048_576)]
    public int Context { get; init; } = 256;

    /// <summary>Only the first this many rows; 0: all (default).</summary>
    [Range(0, int.MaxValue)]
    public int Limit { get; init; }

    /// <summary>SHA-256 that the file has to have, 64 hexadecimal digits; empty: not checked.</summary>
    public string Sha256 { get; init; } = "";

    /// <inheritdoc cref="IDatasetSource.Split"/>
    public DeclaredSplit Split { get; init; } = new();

    SplitRule IDatasetSource.Split => Split;

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        string file = folders.Resolve(Path);
        var records = TextRecords.Read(file, Sha256);
        return TextDataset.Of(
            "questions",
            [.. (Limit == 0 ? records.Rows : records.Rows.Take(Limit)).Select(row => Row(records, row, file))],
            TextOptions.Tokenizer(Tokenizer, folders),
            Context
        );
    }

    private TextRow Row(TextRecords records, JsonRecord row, string file)
    {
        return new TextRow(TextOptions.Prompt(Template, records.Text(row, Question)), records.Text(row, Answer))
        {
            Group = Group.Length > 0 ? records.Text(row, Group) : "",
            Paraphrase = Paraphrase.Length > 0 ? records.MaybeText(row, Paraphrase) : "",
            WrongAnswers = WrongAnswers.Length > 0 ? records.Texts(row, WrongAnswers) : [],
            Columns = QueryOnly.ToImmutableSortedDictionary(
                static column => column,
                column => records.MaybeText(row, column),
                StringComparer.Ordinal
            ),
            Part = Split.By.Length > 0 ? PartOf(records.Text(row, Split.By)) : null,
        };

        DataPart PartOf(string word) =>
            PartNames.Find(word)
            ?? throw new InputException($"'{Split.By}' holds '{word}'; {PartNames.Right}.", file, row.Line);
    }
}
