using System.Collections.Immutable;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>Answers that models were made to give before they forget: drawn once, and then the same wherever they are asked for.</summary>
public interface IDrawnAnswers
{
    /// <summary>The answers to a member's forgotten points: those that were kept, or else those that are drawn now.</summary>
    /// <param name="member">Position in the context.</param>
    /// <param name="draw">Draws all of them: for each point the tokens after its prompt, <see cref="IDrawingMethod.Draws"/> times.</param>
    IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>> Of(
        int member,
        Func<IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>>> draw
    );
}
