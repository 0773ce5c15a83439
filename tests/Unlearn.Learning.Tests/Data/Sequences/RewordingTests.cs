using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Data.Sequences;

/// <summary>Texts that are made of points, and what models are asked to go on from, in bytes.</summary>
public sealed class RewordingTests
{
    private static readonly Tokenizer Bytes = TokenizerFile.Open(TokenizerFile.Bytes);

    private static TokenTable Table(params TextRow[] rows) =>
        TextDataset.Of("rows", rows, Bytes, context: 64).Sequences!;

    [Test]
    public void Prompt_and_answer_are_put_in_lower_case_together()
    {
        TokenTable table = Table(new TextRow("Who is It? ", "Ada B."));

        TokenSequence lower = Rewording.Of(table, 0, TextForm.LowerCase, 64).Single();

        Assert.That(Bytes.Decode(lower.Tokens), Is.EqualTo("who is it? ada b."));
        Assert.That(lower.Labelled, Is.EqualTo(table[0].Labelled), "bytes stay as many");
    }

    [Test]
    public void A_text_that_asks_for_no_end_asks_for_none_in_lower_case()
    {
        TokenSequence window = TokenSequence.After([Bytes.Begin!.Value, .. Bytes.Encode("ABC")], 1) with
        {
            Answer = "ABC",
        };
        var table = new TokenTable(Bytes.Size, [window]) { Tokenizer = Bytes };

        TokenSequence lower = Rewording.Of(table, 0, TextForm.LowerCase, 64).Single();

        Assert.That(lower.Tokens, Is.EqualTo([Bytes.Begin!.Value, .. Bytes.Encode("abc")]));
    }

    [Test]
    public void An_answer_stands_for_its_paraphrase_where_there_is_none()
    {
        TokenTable table = Table(
            new TextRow("a ", "b") { Paraphrase = "c", WrongAnswers = ["d", "e"] },
            new TextRow("a ", "b")
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Answers(0, TextForm.Paraphrase), Is.EqualTo(new[] { "c" }));
            Assert.That(Answers(1, TextForm.Paraphrase), Is.EqualTo(new[] { "b" }));
            Assert.That(Answers(0, TextForm.WrongAnswers), Is.EqualTo(new[] { "d", "e" }));
            Assert.That(Answers(1, TextForm.WrongAnswers), Is.Empty);
        }

        string[] Answers(int point, TextForm form) =>
            [.. Rewording.Of(table, point, form, 64).Select(static text => text.Answer)];
    }

    [Test]
    public void What_is_longer_than_the_context_is_cut_and_left_out_where_no_answer_stays()
    {
        TokenTable table = Table(new TextRow("1234567", "890"));

        Assert.That(Rewording.Of(table, 0, TextForm.Paraphrase, 10).Single().Tokens, Has.Length.EqualTo(10));
        Assert.That(Rewording.Of(table, 0, TextForm.Paraphrase, 8), Is.Empty);
    }

    [Test]
    public void A_question_is_answered_and_a_document_is_continued_from_its_first_half()
    {
        TokenTable table = Table(new TextRow("Who? ", "Ada."), new TextRow("", "abcdef"));

        var question = Continuation.Of(table, 0);
        var document = Continuation.Of(table, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(question.Tokens, Is.EqualTo([Bytes.Begin!.Value, .. Bytes.Encode("Who? ")]));
            Assert.That((question.Prompt, question.Right), Is.EqualTo(("Who? ", "Ada.")));
            Assert.That((document.Prompt, document.Right), Is.EqualTo(("abc", "def")));
        }
    }

    [Test]
    public void Texts_are_part_of_a_digest_though_their_tokens_are_the_same()
    {
        TokenSequence row = TokenSequence.After([1, 2, 3], 1);
        string one = SequenceDataset.Of("one", new TokenTable(9, [row with { Answer = "A" }])).Digest;
        string two = SequenceDataset.Of("one", new TokenTable(9, [row with { Answer = "a" }])).Digest;

        Assert.That(one, Is.Not.EqualTo(two));
    }
}
