using System.Security.Cryptography;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Models.Weights;

namespace Unlearn.Engine.Planning;

/// <summary>Weights of an original model that was trained elsewhere.</summary>
/// <param name="File">The file's name, without folders.</param>
/// <param name="Digest">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Row">The flat row in the network's layout.</param>
public sealed record GivenWeights(string File, string Digest, float[] Row)
{
    /// <summary>Layers that the file calls otherwise, <c>fc1 -> layers.0</c>; they were found by shape and order.</summary>
    public IReadOnlyList<string> Renamed { get; init; } = [];

    /// <summary>
    /// Perplexity of the first rows of the data, of a language model; null of others. Guessing has that of the vocabulary's size.
    /// </summary>
    public double? Perplexity { get; init; }

    /// <summary>What decides the weights: the file's content, and what its layers were said to be called.</summary>
    public string Identity { get; init; } = Digest;

    /// <summary>Reads a safetensors file, or, of a language model, the folder or file that its weights lie in, and checks it against a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="rename">What its layers are called in the network, <c>fc2 -> layers.0</c>.</param>
    /// <exception cref="Core.InputException">It is missing, a pickle, damaged, or names and shapes are not the network's.</exception>
    public static GivenWeights Read(Network network, string path, IReadOnlyList<string> rename)
    {
        if (network is TransformerNetwork transformer)
        {
            return new GivenWeights(
                Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
                LanguageWeights.Digest(path),
                LanguageWeights.Load(transformer, path)
            );
        }

        float[] row = WeightFile.Load(network, path, rename, out IReadOnlyList<string> renamed);
        using FileStream file = System.IO.File.OpenRead(path);
        string digest = Convert.ToHexStringLower(SHA256.HashData(file));
        return new GivenWeights(Path.GetFileName(path), digest, row)
        {
            Renamed = renamed,
            Identity = rename.Count == 0 ? digest : $"{digest} {string.Join(", ", rename)}",
        };
    }
}
