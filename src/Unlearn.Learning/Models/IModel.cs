using System.Collections.Immutable;

namespace Unlearn.Learning.Models;

/// <summary>A model architecture that a manifest can name. Implementations are records marked with <see cref="ModelAttribute"/>.</summary>
public interface IModel
{
    /// <summary>
    /// A safetensors file with the weights of the original model, trained elsewhere; relative paths start from the manifest's
    /// folder. Unlearning and attacks then run on it, while references and shadow models are trained here as
    /// `training` says. Empty: the original is trained here (default).
    /// </summary>
    string Weights => "";

    /// <summary>
    /// What layers or arrays of the weights' file are called here, <c>fc2 -> layers.0</c>, where shapes and the order of names do not tell
    /// (as `unlearn run` prints what it found). Empty: found by name, shape and order (default).
    /// </summary>
    IReadOnlyList<string> Rename => [];

    /// <summary>Fixes the architecture to a shape of points and a number of classes.</summary>
    /// <exception cref="Core.InputException">The architecture cannot take points of that shape.</exception>
    Network Bind(ImmutableArray<int> featureShape, int classes);
}
