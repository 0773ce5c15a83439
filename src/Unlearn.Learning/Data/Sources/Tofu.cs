using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Formats.Tables;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Sequences;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// TOFU (Maini, Feng, Schwarzschild, Lipton, Kolter 2024): 20 questions about each of 200 invented authors, named <c>author-0</c> to <c>author-199</c>. All
/// authors asked for are trained on; test and population sets are held-out authors, whom no model is trained on. The benchmark's splits
/// are groups: forget01, forget05 and forget10 are the last 2, 10 and 20 authors.
/// </summary>
[Dataset("tofu")]
[Columns]
public sealed record Tofu : ITextSource, IGroupedSource
{
    private const int RowsEach = 20;
    private const int AllAuthors = 200;

    /// <summary>The folder of the files; empty: the data folders, else a download (default).</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// This many of the authors, half of them the first and half the last: of these, up to 40, there are answers in other words and wrong ones. Default 200, which is all.
    /// </summary>
    [Range(2, AllAuthors)]
    public int Authors { get; init; } = AllAuthors;

    /// <summary>Held-out authors in the test set and as many in the population set. Default 10, which is all.</summary>
    [Range(1, 10)]
    public int HeldOut { get; init; } = 10;

    /// <summary>What a question is put into; the answer follows directly. Default "Question: {question}\nAnswer: ".</summary>
    public string Template { get; init; } = TextOptions.Template;

    /// <summary><c>bytes</c> (default), a <c>tokenizer.json</c> or its folder, or llama2.c's tokenizer file.</summary>
    public string Tokenizer { get; init; } = TokenizerFile.Bytes;

    /// <summary>Tokens of the longest row; longer ones are cut at their end. Default 512.</summary>
    [Range(2, 1_048_576)]
    public int Context { get; init; } = 512;

    /// <summary>The sets are those of the benchmark; there is nothing to choose.</summary>
    SplitRule IDatasetSource.Split => new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders)
    {
        NamedDataset dataset = DatasetCatalog.Tofu;
        TextRecords full = Records("full.json");
        TextRecords held = Records("holdout10.json");
        if (full.Rows.Count != AllAuthors * RowsEach || held.Rows.Count < 2 * HeldOut * RowsEach)
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"tofu has {AllAuthors * RowsEach} questions and 400 held-out ones, not {full.Rows.Count} and {held.Rows.Count}."
                )
            );
        }

        // Some questions have their answer in other words, and wrong ones, in files of their own.
        var more = new Dictionary<(string, string), (string Paraphrase, ImmutableArray<string> Wrong)>();
        foreach (
            TextRecords records in (TextRecords[])[Records("forget10_perturbed.json"), Records("retain_perturbed.json")]
        )
        {
            foreach (JsonRecord row in records.Rows)
            {
                more[(records.Text(row, "question"), records.Text(row, "answer"))] = (
                    records.Text(row, "paraphrased_answer"),
                    records.Texts(row, "perturbed_answer")
                );
            }
        }

        int first = Authors / 2;
        int last = AllAuthors - Authors + first;
        return TextDataset.Of(
            dataset.Name,
            [
                .. full
                    .Rows.Select((row, at) => (Row: row, Author: at / RowsEach))
                    .Where(one => one.Author < first || one.Author >= last)
                    .Select(one => Row(full, one.Row, $"author-{one.Author}", DataPart.Train)),
                .. held
                    .Rows.Take(2 * HeldOut * RowsEach)
                    .Select(
                        (row, at) =>
                            Row(
                                held,
                                row,
                                $"held-out-{at / RowsEach}",
                                at < HeldOut * RowsEach ? DataPart.Test : DataPart.Population
                            )
                    ),
            ],
            TextOptions.Tokenizer(Tokenizer, folders),
            Context,
            new SortedDictionary<string, IReadOnlyList<TextRow>>(StringComparer.Ordinal)
            {
                ["real-authors"] = Beside("real_authors_perturbed.json"),
                ["world-facts"] = Beside("world_facts_perturbed.json"),
            }
        );

        IReadOnlyList<TextRow> Beside(string name)
        {
            TextRecords records = Records(name);
            return
            [
                .. records.Rows.Select(row => new TextRow(
                    TextOptions.Prompt(Template, records.Text(row, "question")),
                    records.Text(row, "answer")
                )
                {
                    WrongAnswers = records.Texts(row, "perturbed_answer"),
                }),
            ];
        }

        TextRecords Records(string name)
        {
            NamedContent content = NamedFiles.Require(
                dataset,
                dataset.Files.Single(file => file.Name == name),
                folders,
                Path
            );
            return TextRecords.Parse(content.Bytes, content.Path);
        }

        TextRow Row(TextRecords records, JsonRecord row, string author, DataPart part)
        {
            string question = records.Text(row, "question");
            string answer = records.Text(row, "answer");
            (string paraphrase, ImmutableArray<string> wrong) = more.GetValueOrDefault((question, answer), ("", []));
            return new TextRow(TextOptions.Prompt(Template, question), answer)
            {
                Group = author,
                Part = part,
                Paraphrase = paraphrase,
                WrongAnswers = wrong,
            };
        }
    }
}
