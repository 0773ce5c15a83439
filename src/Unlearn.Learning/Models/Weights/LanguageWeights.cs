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

    /// <summary>A model of a manifest with the sizes that its weights have.</summary>
    /// <param name="model">The model; the sizes that it gives are not looked at.</param>
    /// <param name="path">The folder or file.</param>
    /// <param name="longest">Tokens of the longest row that it will be given.</param>
    /// <exception cref="InputException">There are no such weights, or they are of another architecture or made for shorter rows.</exception>
    public static ITextModel Sized(ITextModel model, string path, int longest)
    {
        ModelSizes sizes = Sizes(path);
        if (longest > sizes.Context)
        {
            throw new InputException(
                $"the model was made for {sizes.Context} tokens and the longest row has {longest}; `context: {sizes.Context}` of the dataset cuts it.",
                path
            );
        }

        return (model, sizes.Model) switch
        {
            (Llama given, Llama own) => own with { Weights = given.Weights, Vocabulary = sizes.Vocabulary },
            (Gpt2 given, Gpt2 own) => own with { Weights = given.Weights, Vocabulary = sizes.Vocabulary },
            _ => throw new InputException(
                $"these are weights of another architecture: `type: {(sizes.Model is Llama ? "llama" : "gpt2")}` is right.",
                path
            ),
        };
    }

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
