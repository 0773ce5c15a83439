using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unlearn.Formats.Tokenizers;

/// <summary>
/// The tokenizer <c>bytes</c> in the files that Python reads: byte pairs without a merge. Python does not put the begin token before a text by itself where it is told
/// not to add special tokens.
/// </summary>
internal static class ByteTokenizerFiles
{
    private const string Begin = "<begin>";
    private const string End = "<end>";

    /// <summary>Writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c>.</summary>
    public static void Write(string folder, ByteTokenizer bytes)
    {
        var vocabulary = new JsonObject();
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            vocabulary.Add(ByteLetters.Of((byte)value).ToString(), value);
        }

        var byteLevel = new JsonObject
        {
            ["type"] = "ByteLevel",
            ["add_prefix_space"] = false,
            ["trim_offsets"] = false,
            ["use_regex"] = false,
        };
        var tokenizer = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray(Added(Begin, bytes.Begin!.Value), Added(End, bytes.End!.Value)),
            ["normalizer"] = null,
            ["pre_tokenizer"] = byteLevel,
            ["post_processor"] = BeginFirst(bytes.Begin!.Value),
            ["decoder"] = byteLevel.DeepClone(),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = null,
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray(),
            },
        };
        var settings = new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["bos_token"] = Begin,
            ["eos_token"] = End,
        };
        Save(TokenizerFile.Usual, tokenizer);
        Save(TokenizerFile.Settings, settings);

        void Save(string name, JsonObject json) =>
            File.WriteAllText(
                Path.Combine(folder, name),
                json.ToJsonString(new JsonSerializerOptions { WriteIndented = true })
            );
    }

    private static JsonObject Added(string content, int id) =>
        new()
        {
            ["id"] = id,
            ["content"] = content,
            ["single_word"] = false,
            ["lstrip"] = false,
            ["rstrip"] = false,
            ["normalized"] = false,
            ["special"] = true,
        };

    private static JsonObject BeginFirst(int id) =>
        new()
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray(Special(Begin, 0), Sequence("A", 0)),
            ["pair"] = new JsonArray(Special(Begin, 0), Sequence("A", 0), Sequence("B", 1)),
            ["special_tokens"] = new JsonObject
            {
                [Begin] = new JsonObject
                {
                    ["id"] = Begin,
                    ["ids"] = new JsonArray(id),
                    ["tokens"] = new JsonArray(Begin),
                },
            },
        };

    private static JsonObject Special(string token, int type) =>
        new()
        {
            ["SpecialToken"] = new JsonObject { ["id"] = token, ["type_id"] = type },
        };

    private static JsonObject Sequence(string name, int type) =>
        new()
        {
            ["Sequence"] = new JsonObject { ["id"] = name, ["type_id"] = type },
        };
}
