using Unlearn.Formats.Tokenizers;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>What sources of text have in common.</summary>
internal static class TextOptions
{
    /// <summary>What a question is put into, by default.</summary>
    public const string Template = "Question: {question}\nAnswer: ";

    /// <summary>The place of the question in a template.</summary>
    public const string Place = "{question}";

    /// <summary>The tokenizer that an option names: <c>bytes</c>, or a file or folder, relative to the manifest's; where there is none, in a data folder.</summary>
    public static Tokenizer Tokenizer(string option, DataFolders folders)
    {
        if (option == TokenizerFile.Bytes)
        {
            return TokenizerFile.Open(option);
        }

        string own = folders.Resolve(option);
        return TokenizerFile.Open(
            folders
                .Folders.Select(folder => Path.Combine(folder, option))
                .Prepend(own)
                .FirstOrDefault(static path => File.Exists(path) || Directory.Exists(path), own)
        );
    }

    /// <summary>A question in its template.</summary>
    /// <exception cref="Core.InputException">The template has no place for it.</exception>
    public static string Prompt(string template, string question) =>
        template.Contains(Place, StringComparison.Ordinal)
            ? template.Replace(Place, question, StringComparison.Ordinal)
            : throw new Core.InputException($"the template '{template}' has no place {Place} for the question.");
}
