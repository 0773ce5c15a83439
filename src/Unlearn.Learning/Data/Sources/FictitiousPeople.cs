using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data.Sequences;

namespace Unlearn.Learning.Data.Sources;

/// <summary>
/// Questions and answers about people who never lived, made from a seed: no file is needed, and no model can have read about them elsewhere. Only the
/// question says whom it is about, so that a model that never read of them can answer in the same form and has the fact alone to guess. A person is a group, named <c>person-0</c>, <c>person-1</c>, ...; test and population sets are further people, whom no model is trained on.
/// </summary>
[Dataset("fictitious-people")]
[Columns(Texts = ["fact"])]
public sealed record FictitiousPeople : ITextSource, IGroupedSource
{
    private const int Wrong = 5;

    /// <summary>People in the training set. Default 40.</summary>
    [Range(2, 4000)]
    public int People { get; init; } = 40;

    /// <summary>Further people in the test set, and as many in the population set. Default 8.</summary>
    [Range(1, 2000)]
    public int HeldOut { get; init; } = 8;

    /// <summary>Questions about each. Default 8; there are 16.</summary>
    [Range(1, 16)]
    public int QuestionsEach { get; init; } = 8;

    /// <summary>Decides who the people are. Default 1.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>What a question is put into; the answer follows directly. Default "{question} ".</summary>
    public string Template { get; init; } = TextOptions.Place + " ";

    /// <summary><c>bytes</c> (default), a <c>tokenizer.json</c> or its folder, or llama2.c's tokenizer file.</summary>
    public string Tokenizer { get; init; } = TokenizerFile.Bytes;

    /// <summary>Tokens of the longest row; longer ones are cut at their end. Default 128, which bytes of every row fit in.</summary>
    [Range(2, 1_048_576)]
    public int Context { get; init; } = 128;

    /// <summary>The sets are made with the people; there is nothing to choose.</summary>
    SplitRule IDatasetSource.Split => new();

    /// <inheritdoc/>
    public Dataset Load(DataFolders folders) =>
        TextDataset.Of("fictitious-people", Rows(), TextOptions.Tokenizer(Tokenizer, folders), Context);

    /// <summary>The rows, person after person.</summary>
    internal ImmutableArray<TextRow> Rows()
    {
        RandomKey key = new RandomKey((ulong)Seed).Derive("fictitious-people");
        return
        [
            .. InventedPerson
                .Draw(key, People + (2 * HeldOut))
                .SelectMany((person, at) => RowsOf(person, at, key.Derive("wrong").Derive(at))),
        ];
    }

    private IEnumerable<TextRow> RowsOf(InventedPerson person, int number, RandomKey key) =>
        PersonalQuestion
            .All.Take(QuestionsEach)
            .Select(
                (question, fact) =>
                {
                    string value = person.Facts[fact];
                    int[] others =
                    [
                        .. Enumerable.Range(0, question.Values.Length).Where(at => question.Values[at] != value),
                    ];
                    return new TextRow(
                        TextOptions.Prompt(Template, Text(question.Question, person.Name, value)),
                        Text(question.Answer, person.Name, value)
                    )
                    {
                        Group = string.Create(CultureInfo.InvariantCulture, $"person-{number}"),
                        Paraphrase = Text(question.Paraphrase, person.Name, value),
                        WrongAnswers =
                        [
                            .. key.Derive(fact)
                                .Order(others)
                                .Take(Wrong)
                                .Select(at => Text(question.Paraphrase, person.Name, question.Values[at])),
                        ],
                        Columns = ImmutableSortedDictionary<string, string>.Empty.Add("fact", value),
                        Part =
                            number < People ? DataPart.Train
                            : number < People + HeldOut ? DataPart.Test
                            : DataPart.Population,
                    };
                }
            );

    private static string Text(string template, string name, string value) =>
        string.Format(CultureInfo.InvariantCulture, template, name, value);
}
