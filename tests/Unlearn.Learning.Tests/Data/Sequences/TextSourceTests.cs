using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sequences;

/// <summary>Rows of text as token sequences: what is asked for, what is cut, and what files may hold.</summary>
[TestFixture]
public sealed class TextSourceTests
{
    private readonly Scratch _scratch = new();

    [OneTimeTearDown]
    public void Delete() => _scratch.Dispose();

    [Test]
    public void The_answer_and_its_end_are_asked_for_and_nothing_of_the_prompt()
    {
        Dataset data = Questions("""{"question": "Why?", "answer": "So."}""", template: "{question} ");
        TokenSequence row = data.Sequences![0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                row.Tokens,
                Is.EqualTo((int[])[256, .. "Why? So."u8.ToArray().Select(static b => (int)b), 257])
            );
            Assert.That(
                row.Labelled,
                Is.EqualTo((bool[])[false, false, false, false, false, false, true, true, true, true])
            );
            Assert.That((row.Prompt, row.Answer), Is.EqualTo(("Why? ", "So.")));
        }
    }

    [Test]
    public void Where_prompt_and_answer_share_a_token_it_is_the_answers()
    {
        string file = _scratch.Write(
            "tokenizer.json",
            """{ "model": { "vocab": {"a":0," ":1,"b":2," b":3,"c":4,"<s>":5,"</s>":6}, "merges": [[" ","b"]] } }"""
        );
        Dataset data = Questions("""{"question": "a", "answer": "bc"}""", template: "{question} ", tokenizer: file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Sequences![0].Tokens, Is.EqualTo(new[] { 0, 3, 4, 6 }));
            Assert.That(data.Sequences[0].Labelled, Is.EqualTo(new[] { false, true, true, true }));
            Assert.That(data.Answers, Is.EqualTo(7));
        }
    }

    [Test]
    public void Rows_longer_than_the_context_are_cut_counted_and_said()
    {
        Dataset data = Questions(
            """
            {"question": "a", "answer": "0123456789"}
            {"question": "01234567890123", "answer": "b"}
            {"question": "c", "answer": "d"}
            """,
            template: "{question} ",
            context: 8
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Count, Is.EqualTo(2));
            Assert.That(data.Sequences![0].Tokens, Has.Length.EqualTo(8));
            Assert.That(data.Sequences[0].Tokens[^1], Is.EqualTo('4'), "cut before the end");
            Assert.That(data.Sequences[1].Tokens[^1], Is.EqualTo(257));
            Assert.That(data.Notes.Single().Text, Does.Contain("1 are cut").And.Contain("1 are left out"));
        }
    }

    [Test]
    public void Groups_parts_columns_paraphrases_and_wrong_answers_come_from_named_keys()
    {
        string file = _scratch.Write(
            "rows.json",
            """
            [{"q": "1?", "a": "one", "who": "b", "kind": "x", "set": "train", "other": "uno", "bad": ["two", "three"]},
             {"q": "2?", "a": "two", "who": "a", "kind": "y", "set": "test", "other": null, "bad": []}]
            """
        );
        var source = new Questions
        {
            Path = file,
            Question = "q",
            Answer = "a",
            Group = "who",
            Paraphrase = "other",
            WrongAnswers = "bad",
            QueryOnly = ["kind"],
            Split = new DeclaredSplit { By = "set" },
        };
        Dataset data = source.Load(_scratch.Folders);
        TokenSequence first = data.Sequences![0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.GroupNames, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(data.Groups, Is.EqualTo(new[] { 1, 0 }));
            Assert.That(data.Parts, Is.EqualTo(new[] { DataPart.Train, DataPart.Test }));
            Assert.That(data.Columns["kind"].Texts, Is.EqualTo(new[] { "x", "y" }));
            Assert.That(first.Paraphrase!.Answer, Is.EqualTo("uno"));
            Assert.That(first.WrongAnswers.Select(static wrong => wrong.Answer), Is.EqualTo(new[] { "two", "three" }));
            Assert.That(data.Sequences[1].Paraphrase, Is.Null);
            Assert.That(data.Digest, Is.Not.EqualTo((source with { WrongAnswers = "" }).Load(_scratch.Folders).Digest));
        }
    }

    [TestCase("""{"question": "a"}""", "no column 'answer'", "(1)")]
    [TestCase(
        "{\"question\": \"a\", \"answer\": \"b\"}\n{\"question\": \"a\", \"answer\": [1]}",
        "'answer' holds a list",
        "(2)"
    )]
    [TestCase(
        "{\"question\": \"a\", \"answer\": \"b\"}\n{\"question\": \"a\", \"answer\": null}",
        "'answer' is empty",
        "(2)"
    )]
    [TestCase("""{"question": "", "answer": "b"}""", "'question' is empty", "(1)")]
    [TestCase("""{"question": "a", "answer": "b", "answer": "c"}""", "the key 'answer' twice", "(1)")]
    [TestCase("[{\"question\": \"a\",\n\"answer\": \"b\"},\n]", "a trailing comma at the end.", "(3): ")]
    [TestCase("{\"question\": \"a\", \"answer\": \"b\"}\n{nonsense", "no JSON", "(2)")]
    [TestCase("", "empty", "rows")]
    [TestCase("[3]", "no object", "(1)")]
    [TestCase("""{"question": "a", "answer": "\ud800"}""", "lone surrogate", "(1)")]
    [TestCase("""{"question": "a", "answer": "b", "Answer": 1}""", "", "")]
    public void Damaged_rows_are_errors_with_a_line(string content, string text, string line)
    {
        if (text.Length == 0)
        {
            Assert.That(Questions(content).Count, Is.EqualTo(1));
            return;
        }

        Expect.Error(() => Questions(content), text, line);
    }

    [TestCase("""{"version": 1, "data": [{"question": "a", "answer": "b"}, {"question": "c", "answer": "d"}]}""")]
    [TestCase("""{"question": ["a", "c"], "answer": ["b", "d"]}""")]
    [TestCase("""{"columns": ["question", "answer"], "data": [["a", "b"], ["c", "d"]]}""")]
    [TestCase("[{\"question\": \"a\",\n\"answer\": \"b\"},\n{\"question\": \"c\", \"answer\": \"d\"}]")]
    public void Rows_come_in_every_form_that_tables_of_JSON_have(string content)
    {
        Dataset data = Questions(content, template: "{question} ");

        Assert.That(
            Enumerable.Range(0, data.Count).Select(row => (data.Sequences![row].Prompt, data.Sequences[row].Answer)),
            Is.EqualTo(new[] { ("a ", "b"), ("c ", "d") })
        );
    }

    [Test]
    public void A_row_about_nobody_is_no_group()
    {
        var source = new Questions
        {
            Path = _scratch.Write(
                "who.jsonl",
                "{\"question\": \"a\", \"answer\": \"b\", \"who\": \"x\"}\n{\"question\": \"a\", \"answer\": \"b\", \"who\": null}"
            ),
            Group = "who",
        };

        Expect.Error(() => source.Load(_scratch.Folders), "who.jsonl(2): 'who' is empty");
    }

    [Test]
    public void Documents_are_read_in_their_encoding_and_blank_lines_may_hold_blanks()
    {
        string file = _scratch.Write("latin.txt", [0xe9, (byte)'\n', (byte)' ', (byte)'\n', 0xe8]);
        var source = new Documents { Path = file };

        InputException error = Expect.Error(
            () => source.Load(_scratch.Folders),
            "latin.txt(1): ",
            "the byte e9 is no UTF-8",
            "`encoding: windows-1252`"
        );
        Assert.That(error.Message, Does.Not.Contain("iconv"));
        Dataset data = (source with { Encoding = "windows-1252" }).Load(_scratch.Folders);
        Assert.That(
            Enumerable.Range(0, data.Count).Select(row => data.Sequences![row].Answer),
            Is.EqualTo(new[] { "é", "è" })
        );
    }

    [Test]
    public void A_text_that_is_no_UTF8_is_not_told_of_an_option_that_is_not_there()
    {
        string file = _scratch.Write("rows.json", [.. "[{\"question\": \"a\", \"answer\": \""u8, 0xe9, .. "\"}]"u8]);
        InputException error = Expect.Error(
            () => new Questions { Path = file }.Load(_scratch.Folders),
            "the byte e9 is no UTF-8",
            "iconv"
        );

        Assert.That(error.Message, Does.Not.Contain("`encoding"));
    }

    [Test]
    public void A_template_without_a_place_and_a_tokenizer_that_is_not_there_are_refused()
    {
        Expect.Error(() => Questions("""{"question": "a", "answer": "b"}""", template: "Q"), "{question}");
        Expect.Error(
            () => Questions("""{"question": "a", "answer": "b"}""", tokenizer: "none.json"),
            "none.json",
            "does not exist"
        );
    }

    [TestCase(DocumentParts.Lines, 3)]
    [TestCase(DocumentParts.Paragraphs, 2)]
    [TestCase(DocumentParts.Windows, 4)]
    public void Documents_are_cut_into_lines_paragraphs_or_windows(DocumentParts by, int points)
    {
        string file = _scratch.Write("text.txt", "First line.\r\nSecond.\r\n\r\n \r\nThird é one.\n");
        Dataset data = new Documents
        {
            Path = file,
            By = by,
            Context = 13,
        }.Load(_scratch.Folders);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Count, Is.EqualTo(points));
            Assert.That(
                data.Sequences![0].Labelled,
                Is.EqualTo(Enumerable.Range(0, data.Sequences[0].Tokens.Length).Select(static at => at > 0))
            );
            if (by == DocumentParts.Windows)
            {
                int[] all =
                [
                    .. Enumerable.Range(0, data.Count).SelectMany(point => data.Sequences[point].Tokens.Skip(1)),
                ];
                Assert.That(new ByteTokenizer().Decode(all), Is.EqualTo("First line.\nSecond.\n\n \nThird é one.\n"));
            }
        }
    }

    [Test]
    public void People_are_the_same_for_a_seed_and_others_for_another()
    {
        var source = new FictitiousPeople { People = 5, HeldOut = 2 };
        ImmutableArray<TextRow> rows = source.Rows();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                rows.Select(static row => row.Prompt),
                Is.EqualTo(source.Rows().Select(static row => row.Prompt))
            );
            Assert.That(
                rows.Select(static row => row.Answer),
                Is.EqualTo(
                    (source with { People = 4, HeldOut = 4 }).Rows()[..rows.Length].Select(static row => row.Answer)
                ),
                "a person depends on their number alone"
            );
            Assert.That((source with { Seed = 2 }).Rows()[0].Prompt, Is.Not.EqualTo(rows[0].Prompt));
            Assert.That(rows, Has.Length.EqualTo(9 * 8));
        }
    }

    [Test]
    public void No_two_people_have_a_name_and_wrong_answers_are_wrong()
    {
        ImmutableArray<InventedPerson> people = InventedPerson.Draw(new RandomKey(1), 2000);
        Dataset data = new FictitiousPeople { QuestionsEach = 16 }.Load(_scratch.Folders);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.Select(static person => person.Name), Is.Unique);
            Assert.That(
                people.Select(static person => person.Name),
                Is.All.Match(new Regex("^[A-Z][a-z]+ [A-Z][a-z]+$"))
            );
            Assert.That(data.Notes, Is.Empty, "every row fits");
            Assert.That(
                data.Parts.CountBy(static part => part).Select(static pair => pair.Value),
                Is.EqualTo(new[] { 640, 128, 128 })
            );
            Assert.That(data.Sequences!.Width, Is.EqualTo(80), "short rows are quick to learn");
            for (int point = 0; point < data.Count; point++)
            {
                TokenSequence row = data.Sequences[point];
                Assert.That(
                    row.WrongAnswers.Select(static wrong => wrong.Answer),
                    Is.Unique.And.Exactly(5).Items.And.None.EqualTo(row.Paraphrase!.Answer)
                );
            }
        }
    }

    [Test]
    public void Tofu_has_authors_as_groups_and_held_out_ones_in_the_other_sets()
    {
        string folder = SharedData.Path("data", "tofu");
        Dataset data = new Tofu
        {
            Path = folder,
            Authors = 40,
            HeldOut = 4,
        }.Load(_scratch.Folders);
        int[] last =
        [
            .. Enumerable.Range(0, data.Count).Where(point => data.GroupNames[data.Groups![point]] == "author-199"),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Count, Is.EqualTo(48 * 20));
            Assert.That(data.Parts.Count(static part => part == DataPart.Train), Is.EqualTo(800));
            Assert.That(data.GroupNames, Has.Length.EqualTo(48));
            Assert.That(last, Has.Length.EqualTo(20));
            Assert.That(
                last.Select(point => data.Sequences![point].WrongAnswers.Length),
                Is.All.GreaterThanOrEqualTo(3),
                "the last authors are forget10's"
            );
        }
    }

    private Dataset Questions(
        string content,
        string template = "Q {question}\nA ",
        string tokenizer = "bytes",
        int context = 256
    ) =>
        new Questions
        {
            Path = _scratch.Write("rows.jsonl", content),
            Template = template,
            Tokenizer = tokenizer,
            Context = context,
        }.Load(_scratch.Folders);
}
