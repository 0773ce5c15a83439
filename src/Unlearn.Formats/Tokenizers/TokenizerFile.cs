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

    private static readonly string[] Beside = [Settings, "special_tokens_map.json"];

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
        Tokenizer read = Path.GetExtension(file) switch
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
        read.File = file;
        return read;
    }

    /// <summary>
    /// Puts the files of a tokenizer into a folder, as Python finds them there: <c>tokenizer.json</c> with the settings beside it; llama2.c's file under its own name.
    /// </summary>
    /// <param name="tokenizer">What was opened here.</param>
    /// <param name="folder">An existing folder; files of the same names are replaced.</param>
    /// <exception cref="IOException">They cannot be read or written.</exception>
    public static void Save(Tokenizer tokenizer, string folder)
    {
        if (tokenizer is ByteTokenizer bytes)
        {
            ByteTokenizerFiles.Write(folder, bytes);
            return;
        }

        string file =
            tokenizer.File ?? throw new ArgumentException("The tokenizer was not opened here.", nameof(tokenizer));
        if (Path.GetExtension(file) != ".json")
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            return;
        }

        File.Copy(file, Path.Combine(folder, Usual), overwrite: true);
        foreach (string beside in Beside)
        {
            string from = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, beside);
            if (File.Exists(from))
            {
                File.Copy(from, Path.Combine(folder, beside), overwrite: true);
            }
        }
    }
}
