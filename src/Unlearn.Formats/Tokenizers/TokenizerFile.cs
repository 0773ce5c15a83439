using Unlearn.Core;

namespace Unlearn.Formats.Tokenizers;

/// <summary>Finds out which tokenizer a name, a file or a folder means.</summary>
public static class TokenizerFile
{
    /// <summary>The name of the tokenizer that needs no file.</summary>
    public const string Bytes = "bytes";

    /// <summary>What Hugging Face calls the file.</summary>
    public const string Usual = "tokenizer.json";

    /// <summary>What Hugging Face calls the file of settings beside it.</summary>
    public const string Settings = "tokenizer_config.json";

    /// <summary>The tokenizer.</summary>
    /// <param name="path"><c>bytes</c>, a <c>tokenizer.json</c> or its folder, or llama2.c's <c>.bin</c>.</param>
    /// <exception cref="InputException">There is none, or one that is not implemented.</exception>
    public static Tokenizer Open(string path)
    {
        if (path == Bytes)
        {
            return new ByteTokenizer();
        }

        string file = Directory.Exists(path) ? Path.Combine(path, Usual) : path;
        return Path.GetExtension(file) switch
        {
            ".json" => TokenizerJson.Read(file),
            ".bin" => ScoredTokenizer.Read(file),
            ".model" => throw new InputException(
                "a SentencePiece model is not read; save the tokenizer as tokenizer.json (in Python, AutoTokenizer.from_pretrained(folder, use_fast=True).save_pretrained(folder)).",
                file
            ),
            _ => throw new InputException(
                $"a tokenizer is `{Bytes}`, a {Usual} or its folder, or the .bin file of llama2.c.",
                file
            ),
        };
    }
}
