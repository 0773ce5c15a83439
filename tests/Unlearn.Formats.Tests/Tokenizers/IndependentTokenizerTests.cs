using System.Text.Json;
using Unlearn.Formats.Tokenizers;
using Theirs = Tokenizers.DotNet.Tokenizer;

namespace Unlearn.Formats.Tests.Tokenizers;

/// <summary>
/// The same files read by the library that defines the format, over lines with everything that trips tokenizers; and every line of the real
/// texts there and back.
/// </summary>
[TestFixture]
public sealed class IndependentTokenizerTests
{
    private const string Words = """
        Once upon a time there was a girl named Lily. She loved to play outside, and it's said that they'll play again: "don't you see
        the 12 red balls?" In 1984 the author wrote 3 books about the sea and the author's mother read them to her. There was the time when
        the other author wasn't there and she was the one to say that the sea is in the balls.
        """;

    private const string Llama3 =
        """(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+""";

    private static readonly string[] Hard =
    [
        "",
        " ",
        "   three spaces  and two at the end  ",
        "tab\tand\r\nlines\n\n\nmore \n x",
        "it's they'll I'M DON'T we've 'sa",
        "12345678 1,000.50 ½ Ⅷ ٣٤",
        "naïve café Łódź Ørsted “quotes” — dash…",
        "漢字 かな 한글 Привет שלום",
        "😀😀 👩‍👩‍👧 flag 🇩🇪 𝐁old 𠀀 letters 𝟗",
        "a\u00a0b\u2003c\u200bd\u0085e",
        "▁already marked ▁▁",
        "<s> not </s> special <unk>",
        "e\u0301 combining",
        "x<|end|>y <|end|><|end|>  z",
    ];

    private readonly Scratch _scratch = new();

    [OneTimeTearDown]
    public void Delete() => _scratch.Dispose();

    private static IEnumerable<TestCaseData> Files()
    {
        TrainedPairs bytes = TrainedPairs.ByteLevel(Words, 200);
        TrainedPairs pieces = TrainedPairs.Pieces(Words, 150);
        string added =
            $$""" "added_tokens": [{"id": {{bytes.Vocabulary.Count}}, "content": "<|end|>", "special": true, "normalized": false, "single_word": false, "lstrip": false, "rstrip": false}], """;
        string marks = """
            "added_tokens": [
              {"id": 0, "content": "<unk>", "special": true, "normalized": false, "single_word": false, "lstrip": false, "rstrip": false},
              {"id": 1, "content": "<s>", "special": true, "normalized": false, "single_word": false, "lstrip": false, "rstrip": false},
              {"id": 2, "content": "</s>", "special": true, "normalized": false, "single_word": false, "lstrip": false, "rstrip": true}],
            """;
        string level =
            """ "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}, """;
        string back = """
            "decoder": {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
              {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
            """;
        const string fallback = "\"byte_fallback\": true, \"fuse_unk\": true, \"unk_token\": \"<unk>\",";
        yield return Case(
            "gpt2",
            added
                + level
                + """ "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}, """,
            bytes.Model()
        );
        yield return Case(
            "llama3",
            added
                + level
                + $$$""" "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "{{{Llama3}}}"}, "behavior": "Isolated", "invert": false}, {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]}, """,
            bytes.Model("\"ignore_merges\": true,")
        );
        yield return Case(
            "digits",
            added
                + level
                + """ "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": true}, {"type": "Punctuation", "behavior": "MergedWithPrevious"}, {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}]}, """,
            bytes.Model()
        );
        yield return Case(
            "no-pre-tokenizer",
            marks
                + back
                + """ "normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}, """,
            pieces.Model(fallback)
        );
        foreach (string scheme in (string[])["first", "always", "never"])
        {
            string space =
                $$""" {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "{{scheme}}", "split": {{(scheme == "first" ? "false" : "true")}}} """;
            yield return Case(
                $"metaspace-{scheme}",
                marks + $""" "pre_tokenizer": {space}, "decoder": {space}, """,
                pieces.Model(fallback)
            );
        }

        TestCaseData Case(string name, string parts, string model) =>
            new TestCaseData(
                $$"""{ "version": "1.0", "truncation": null, "padding": null, {{parts}} "model": {{model}} }"""
            ).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Files))]
    public void Ids_and_texts_are_those_of_the_defining_library(string content)
    {
        string path = _scratch.Write("tokenizer.json", content);
        Tokenizer ours = TokenizerFile.Open(path);
        using var theirs = new Theirs(path);
        using (Assert.EnterMultipleScope())
        {
            foreach (string line in Hard.Concat(Words.Split('\n')).Where(static line => line.Length > 0))
            {
                int[] expected = [.. theirs.Encode(line).Select(static id => (int)id)];
                Assert.That(ours.Encode(line), Is.EqualTo(expected), line);
                Assert.That(
                    ours.Decode(expected),
                    Is.EqualTo(theirs.Decode([.. expected.Select(static id => (uint)id)])),
                    line
                );
            }
        }
    }

    [TestCaseSource(nameof(Files))]
    public void A_thousand_real_lines_have_the_ids_of_the_defining_library(string content)
    {
        string path = _scratch.Write("tokenizer.json", content);
        Tokenizer ours = TokenizerFile.Open(path);
        using var theirs = new Theirs(path);
        foreach (string line in Questions().Take(800).Concat(Plays().Take(200)))
        {
            Assert.That(
                ours.Encode(line),
                Is.EqualTo(theirs.Encode(line).Select(static id => (int)id)).AsCollection,
                line
            );
        }
    }

    [TestCase("gpt2")]
    [TestCase("llama3")]
    [TestCase("no-pre-tokenizer")]
    [TestCase("bytes")]
    [TestCase("tok512.bin")]
    public void Every_line_of_the_real_texts_comes_back(string name)
    {
        string path = name switch
        {
            "bytes" => name,
            "tok512.bin" => SharedData.Path("data", "stories260K", name),
            _ => _scratch.Write(
                "tokenizer.json",
                (string)Files().Single(file => file.TestName == name || file.ArgDisplayNames?[0] == name).Arguments[0]!
            ),
        };
        Tokenizer tokenizer = TokenizerFile.Open(path);
        string[] lost =
        [
            .. Questions().Concat(Plays()).Where(line => tokenizer.Decode(tokenizer.Encode(line)) != line).Take(3),
        ];
        Assert.That(lost, Is.Empty);
    }

    private static IEnumerable<string> Questions()
    {
        foreach (string line in File.ReadLines(SharedData.Path("data", "tofu", "full.json")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return row.RootElement.GetProperty("question").GetString()!;
            yield return row.RootElement.GetProperty("answer").GetString()!;
        }
    }

    private static IEnumerable<string> Plays() =>
        File.ReadLines(SharedData.Path("data", "tinyshakespeare", "input.txt")).Where(static line => line.Length > 0);
}
