using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Models.Weights;

/// <summary>What a file of a language model says of it.</summary>
/// <param name="Model">Its architecture with its sizes.</param>
/// <param name="Vocabulary">Tokens that it knows; a tokenizer may have fewer.</param>
/// <param name="Context">Tokens of the longest sequence that it was made for.</param>
public sealed record ModelSizes(ITextModel Model, int Vocabulary, int Context)
{
    /// <summary>The network with these sizes.</summary>
    public TransformerNetwork Bind() => (TransformerNetwork)Model.Bind(Vocabulary, Context);
}
