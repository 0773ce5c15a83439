using System.Security.Cryptography;
using Unlearn.Core;
using Unlearn.Formats.Files;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Models.Weights;

/// <summary>Weights of a language model, whichever layout they lie in: a folder of Hugging Face's, or llama2.c's <c>.bin</c>.</summary>
public static class LanguageWeights
{
    /// <summary>The sizes.</summary>
    /// <exception cref="InputException">There is neither, or a model that is not implemented.</exception>
    public static ModelSizes Sizes(string path) =>
        Directory.Exists(path) ? HuggingFaceConfig.Read(Path.Combine(path, HuggingFaceFolder.Config))
        : IsBin(path) ? LlamaBinFile.Sizes(path)
        : throw new InputException(
            "weights of a language model are a folder with config.json and model.safetensors, or the .bin file of llama2.c.",
            path
        );

    /// <summary>The weights.</summary>
    /// <param name="network">A network with these sizes.</param>
    /// <param name="path">The folder or file.</param>
    /// <returns>A row in the network's layout.</returns>
    /// <exception cref="InputException">Files are missing, damaged or of other sizes.</exception>
    public static float[] Load(TransformerNetwork network, string path) =>
        IsBin(path) && network is LlamaNetwork llama
            ? LlamaBinFile.Load(llama, path)
            : HuggingFaceFolder.Load(network, path);

    /// <summary>SHA-256 over the files of weights, lower-case hexadecimal.</summary>
    /// <exception cref="InputException">One is missing.</exception>
    public static string Digest(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in IsBin(path) ? [path] : HuggingFaceFolder.Files(path))
        {
            using FileStream stream = RegularFile.Open(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsBin(string path) => Path.GetExtension(path) == ".bin" && !Directory.Exists(path);
}
