using Unlearn.Core;
using Unlearn.Formats.Tokenizers;

namespace Unlearn.Formats.Tests.Tokenizers;

/// <summary>Small files whose ids are worked out by hand.</summary>
[TestFixture]
public sealed class TokenizerJsonTests
{
    private const string Model =
        """{ "type": "BPE", "vocab": {"a":0,"b":1,"c":2,"ab":3,"abc":4,"bc":5,"?":6}, "merges": ["b c","a b","ab c"] }""";

    private readonly Scratch _scratch = new();

    [OneTimeTearDown]
    public void Delete() => _scratch.Dispose();

    [Test]
    public void Pair_of_lowest_rank_is_merged_first_wherever_it_is() =>
        Assert.That(Open(File(Model)).Encode("abcab"), Is.EqualTo(new[] { 0, 5, 3 }));

    [Test]
    public void Of_equal_ranks_the_leftmost_is_merged_first() =>
        Assert.That(
            Open(File("""{ "vocab": {"a":0,"aa":1}, "merges": [["a","a"]] }""")).Encode("aaa"),
            Is.EqualTo(new[] { 1, 0 })
        );

    [Test]
    public void A_piece_that_is_a_token_is_not_merged_where_the_file_says_so()
    {
        string file = File(Model.Replace("\"type\"", "\"ignore_merges\": true, \"type\"", StringComparison.Ordinal));
        Assert.That(Open(file).Encode("abc"), Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public void Letters_without_a_token_are_unknown_one_by_one_or_in_a_row()
    {
        string one = Model.Replace("\"type\"", "\"unk_token\": \"?\", \"type\"", StringComparison.Ordinal);
        string fused = one.Replace("\"type\"", "\"fuse_unk\": true, \"type\"", StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Open(File(one)).Encode("axyb"), Is.EqualTo(new[] { 0, 6, 6, 1 }));
            Assert.That(Open(File(fused)).Encode("axyb"), Is.EqualTo(new[] { 0, 6, 1 }));
            Assert.That(
                () => Open(File(Model)).Encode("axyb"),
                Throws.TypeOf<InputException>().With.Message.Contains("U+0078")
            );
        }
    }

    [Test]
    public void Added_tokens_are_cut_out_the_longest_first_and_left_out_of_texts_where_special()
    {
        Tokenizer tokenizer = Open(
            File(
                Model,
                """
                "added_tokens": [
                  {"id": 7, "content": "<x>", "special": true, "normalized": false},
                  {"id": 8, "content": "<x>>", "special": false, "normalized": false, "rstrip": true}
                ],
                "decoder": {"type": "Fuse"}
                """
            )
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokenizer.Size, Is.EqualTo(9));
            Assert.That(tokenizer.Encode("a<x>bc<x>>  c"), Is.EqualTo(new[] { 0, 7, 5, 8, 2 }));
            Assert.That(tokenizer.Decode([0, 7, 5, 8, 2]), Is.EqualTo("abc<x>>c"));
            Assert.That(tokenizer.Decode([0, 7, 5, 8, 2], special: true), Is.EqualTo("a<x>bc<x>>c"));
        }
    }

    [Test]
    public void Begin_and_end_come_from_the_template_and_from_the_settings_beside_the_file()
    {
        string template = """
            "added_tokens": [{"id": 7, "content": "<s>", "special": true}, {"id": 8, "content": "</s>", "special": true}],
            "post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]}
            """;
        Tokenizer plain = Open(File(Model, template));
        Assert.That((plain.Begin, plain.End), Is.EqualTo(((int?)7, (int?)8)), "</s> is a usual end");
        string file = File(Model, template);
        _scratch.Write("tokenizer_config.json", """{"eos_token": {"content": "c"}, "bos_token": null}""");
        Tokenizer set = Open(file);
        System.IO.File.Delete(Path.Combine(_scratch.Folder, "tokenizer_config.json"));
        Assert.That((set.Begin, set.End), Is.EqualTo(((int?)7, (int?)2)));
    }

    [TestCase("\"normalizer\": {\"type\": \"Precompiled\"}", "normaliser 'Precompiled'")]
    [TestCase("\"normalizer\": {\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"NFKC\"}]}", "normaliser 'NFKC'")]
    [TestCase("\"pre_tokenizer\": {\"type\": \"Whitespace\"}", "pre-tokenizer 'Whitespace'")]
    [TestCase(
        "\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"\\\\w+\"}, \"behavior\": \"Isolated\"}",
        "\\w"
    )]
    [TestCase(
        "\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"a++\"}, \"behavior\": \"Isolated\"}",
        "expression"
    )]
    [TestCase("\"decoder\": {\"type\": \"WordPiece\"}", "decoder 'WordPiece'")]
    [TestCase("\"post_processor\": {\"type\": \"BertProcessing\"}", "post-processor 'BertProcessing'")]
    [TestCase("\"added_tokens\": [{\"id\": 7, \"content\": \"x\", \"single_word\": true}]", "single_word")]
    public void What_is_not_implemented_is_refused_by_name(string part, string name) =>
        Assert.That(() => Open(File(Model, part)), Throws.TypeOf<InputException>().With.Message.Contains(name));

    [TestCase("""{ "type": "Unigram", "vocab": [] }""", "model 'Unigram'")]
    [TestCase("""{ "type": "BPE", "dropout": 0.1, "vocab": {"a":0}, "merges": [] }""", "dropout")]
    [TestCase(
        """{ "type": "BPE", "end_of_word_suffix": "</w>", "vocab": {"a":0}, "merges": [] }""",
        "end_of_word_suffix"
    )]
    [TestCase("""{ "vocab": {"a":0}, "merges": ["a b"] }""", "'b'")]
    [TestCase("""{ "vocab": {"a":0}, "merges": ["a a"] }""", "'aa'")]
    [TestCase("""{ "vocab": {"a":0}, "merges": ["a"] }""", "merge 1")]
    [TestCase("""{ "vocab": {"a":-1}, "merges": [] }""", "ids")]
    [TestCase("""{ "vocab": {"a":2000000000}, "merges": [] }""", "ids")]
    [TestCase("""{ "vocab": {"a":0,"b":0}, "merges": [] }""", "same id")]
    [TestCase("""{ "vocab": {}, "merges": [] }""", "ids")]
    [TestCase("""{ "vocab": {"a":0.5}, "merges": [] }""", "form")]
    [TestCase("""{ "vocab": {"a":0}, "merges": [7] }""", "form")]
    [TestCase("""{ "vocab": 3 }""", "form")]
    [TestCase("""{ "vocab": {"a":0}, "unk_token": "\ud800", "merges": [] }""", "form")]
    public void Damaged_models_are_errors_for_people(string model, string text) =>
        Assert.That(() => Open(File(model)), Throws.TypeOf<InputException>().With.Message.Contains(text));

    [Test]
    public void A_text_that_composition_would_change_is_refused_and_another_is_itself()
    {
        Tokenizer tokenizer = Open(
            File("""{ "vocab": {"é":0,"’":1,"e":2,"가":3}, "merges": [] }""", """ "normalizer": {"type": "NFC"} """)
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokenizer.Encode("é’e가"), Is.EqualTo(new[] { 0, 1, 2, 3 }));
            Assert.That(
                () => tokenizer.Encode("e\u0301"),
                Throws.TypeOf<InputException>().With.Message.Contains("U+0301")
            );
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_long_text_in_one_piece_takes_no_square_time()
    {
        string text = string.Concat(Enumerable.Repeat("abc", 200_000));
        Assert.That(Open(File(Model)).Encode(text), Has.Length.EqualTo(400_000));
    }

    [Test]
    [Category("Slow")]
    public void An_expression_without_end_is_given_up()
    {
        string part =
            """ "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "^(a+)+$"}, "behavior": "Isolated"} """;
        Tokenizer tokenizer = Open(File(Model, part));
        Assert.That(
            () => tokenizer.Encode(new string('a', 60) + "b"),
            Throws.TypeOf<InputException>().With.Message.Contains("does not come to an end")
        );
    }

    private static Tokenizer Open(string path) => TokenizerFile.Open(path);

    private string File(string model, string parts = "") =>
        _scratch.Write("tokenizer.json", $"{{ {(parts.Length > 0 ? parts + "," : "")} \"model\": {model} }}");
}
