using System.Collections.Immutable;

namespace Unlearn.Learning.Models;

/// <summary>A model of token sequences: from the tokens so far to a distribution over the next one.</summary>
public interface ITextModel : IModel
{
    /// <summary>Fixes the architecture to a vocabulary and a length.</summary>
    /// <param name="vocabulary">Number of tokens there are.</param>
    /// <param name="context">Tokens of the longest sequence that it will be given.</param>
    /// <exception cref="Core.InputException">The architecture cannot take them.</exception>
    TokenNetwork Bind(int vocabulary, int context);

    /// <inheritdoc />
    Network IModel.Bind(ImmutableArray<int> featureShape, int classes) => Bind(classes, featureShape[0]);
}
