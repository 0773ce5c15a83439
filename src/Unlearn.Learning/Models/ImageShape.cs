using System.Collections.Immutable;
using Unlearn.Core;

namespace Unlearn.Learning.Models;

/// <summary>A point seen as an image.</summary>
/// <param name="Channels">Number of planes.</param>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
internal readonly record struct ImageShape(int Channels, int Rows, int Columns)
{
    /// <summary>Reads [rows, columns] or [channels, rows, columns].</summary>
    /// <exception cref="InputException">The points are no images.</exception>
    public static ImageShape Of(ImmutableArray<int> featureShape, string model) =>
        featureShape switch
        {
            [int rows, int columns] => new ImageShape(1, rows, columns),
            [int channels, int rows, int columns] => new ImageShape(channels, rows, columns),
            _ => throw new InputException(
                $"Model {model} takes images, of shape [rows, columns] or [channels, rows, columns]; the dataset's points have shape [{string.Join(", ", featureShape)}]. Use mlp or softmax-regression."
            ),
        };
}
