using Unlearn.Core;

namespace Unlearn.Learning.Models.Language;

/// <summary>Published models often have more rows than their tokenizer has tokens, never fewer.</summary>
internal static class ModelVocabulary
{
    /// <summary>The number of rows.</summary>
    /// <param name="own">What the model says, or 0.</param>
    /// <param name="tokens">Tokens of the tokenizer.</param>
    /// <exception cref="InputException">The tokenizer has more tokens than the model has rows.</exception>
    public static int Of(int own, int tokens) =>
        own == 0 ? tokens
        : own >= tokens ? own
        : throw new InputException(
            $"The model has {own} tokens and the tokenizer {tokens}: they are not of one another. Give the dataset the model's own `tokenizer`."
        );
}
