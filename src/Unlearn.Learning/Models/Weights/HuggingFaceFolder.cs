using System.Collections.Immutable;
using System.Text.Json;
using Unlearn.Core;
using Unlearn.Formats.Files;
using Unlearn.Formats.Tokenizers;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Models.Weights;

/// <summary>
/// A language model as Hugging Face lays it out: <c>config.json</c>, <c>model.safetensors</c> (or shards with an index) and the tokenizer's files.
/// </summary>
public static class HuggingFaceFolder
{
    /// <summary>The file of sizes.</summary>
    public const string Config = "config.json";

    private const string Weights = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private const long LargestIndex = 1 << 26;

    /// <summary>Reads the weights of a network that has the folder's sizes.</summary>
    /// <returns>A row in the network's layout.</returns>
    /// <exception cref="InputException">Files are missing or damaged, or do not suit the sizes.</exception>
    public static float[] Load(TransformerNetwork network, string folder)
    {
        var arrays = new Dictionary<string, WeightArray>(StringComparer.Ordinal);
        foreach (string file in Files(folder))
        {
            foreach ((string name, WeightArray array) in Safetensors.Read(file))
            {
                if (!IsBuffer(name) && !arrays.TryAdd(OwnName(network, name), array))
                {
                    throw new InputException($"the array '{name}' is in more than one file.", file);
                }
            }
        }

        RefuseWholeNumbers(arrays, folder);
        if (
            network.Layout.Parameters.All(static parameter => parameter.Name != Head)
            && arrays.Remove(Head, out WeightArray? head)
        )
        {
            RefuseOwnHead(network, arrays, head, folder);
        }

        return WeightFile.Row(network, arrays, folder);
    }

    /// <summary>Writes a network so that Python loads it, with its tokenizer's files beside it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="row">Its flat row.</param>
    /// <param name="folder">Where to; made if it does not exist.</param>
    /// <param name="tokenizer">The tokenizer of its texts, or null.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(
        TransformerNetwork network,
        ReadOnlyMemory<float> row,
        string folder,
        Tokenizer? tokenizer = null
    )
    {
        Directory.CreateDirectory(folder);
        if (network is LlamaNetwork { Model.Rotary: RotaryConvention.Interleaved } llama)
        {
            row = RotaryOrder.ToHalf(llama, row.Span);
            network = new LlamaNetwork(
                llama.Model with
                {
                    Rotary = RotaryConvention.Half,
                },
                network.Vocabulary,
                network.Context
            );
        }

        NamedWeights[] arrays =
        [
            .. network.Layout.Parameters.Select(array => new NamedWeights(
                array.Name,
                array.Shape,
                row.Slice(array.Offset, array.Count)
            )),
        ];
        File.WriteAllBytes(Path.Combine(folder, Weights), Safetensors.ToBytes([("format", "pt")], arrays));
        File.WriteAllText(
            Path.Combine(folder, Config),
            HuggingFaceConfig.Write(network, tokenizer?.Begin, tokenizer?.End)
        );
        if (tokenizer is not null)
        {
            TokenizerFile.Save(tokenizer, folder);
        }
    }

    /// <summary>The files that hold the weights: the one, or all that an index names.</summary>
    /// <exception cref="InputException">There are none, or the index names files elsewhere.</exception>
    public static ImmutableArray<string> Files(string folder)
    {
        string index = Path.Combine(folder, Index);
        if (!File.Exists(index))
        {
            return [Path.Combine(folder, Weights)];
        }

        string[] names = JsonText.Read(
            index,
            LargestIndex,
            static root =>
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("weight_map", out JsonElement map)
                && map.ValueKind == JsonValueKind.Object
                && map.EnumerateObject().All(static pair => pair.Value.ValueKind == JsonValueKind.String)
                    ? map.EnumerateObject()
                        .Select(static pair => pair.Value.GetString()!)
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal)
                        .ToArray()
                    : []
        );
        if (names.Length == 0)
        {
            throw new InputException("'weight_map' is right, with the name of a file for each array.", index);
        }

        return
            Array.Find(names, static name => name != Path.GetFileName(name) || name is "" or "." or "..")
                is { } elsewhere
            ? throw new InputException($"the index names '{elsewhere}'; files beside it are right.", index)
            : [.. names.Select(name => Path.Combine(folder, name))];
    }

    private const string Head = "lm_head.weight";

    /// <summary>Masks and angles that old files carry: computed, not learnt.</summary>
    private static bool IsBuffer(string name) =>
        name.EndsWith(".attn.bias", StringComparison.Ordinal)
        || name.EndsWith(".attn.masked_bias", StringComparison.Ordinal)
        || name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal);

    /// <summary>The same arrays have a prefix where a head was saved beside them.</summary>
    private static string OwnName(TransformerNetwork network, string name)
    {
        const string Prefix = "transformer.";
        return network is Gpt2Network && name.StartsWith(Prefix, StringComparison.Ordinal)
            ? name[Prefix.Length..]
            : name;
    }

    private static void RefuseWholeNumbers(Dictionary<string, WeightArray> arrays, string folder)
    {
        string[] whole =
        [
            .. arrays
                .Where(static pair => pair.Value.Values.Length == 0 && pair.Value.Shape.All(static size => size > 0))
                .Select(static pair => pair.Key)
                .Order(StringComparer.Ordinal),
        ];
        if (whole.Length > 0)
        {
            throw new InputException(
                $"'{whole[0]}'{(whole.Length > 1 ? $" and {whole.Length - 1} more" : "")} are whole numbers: quantised weights are not read; save the model in float32, float16 or bfloat16.",
                folder
            );
        }
    }

    private static void RefuseOwnHead(
        TransformerNetwork network,
        Dictionary<string, WeightArray> arrays,
        WeightArray head,
        string folder
    )
    {
        string embedding = network.Layout.Parameters[0].Name;
        if (arrays.TryGetValue(embedding, out WeightArray? rows) && !rows.Values.AsSpan().SequenceEqual(head.Values))
        {
            throw new InputException(
                $"'{Head}' differs from '{embedding}', but {Config} says that the head is the embedding (tie_word_embeddings).",
                folder
            );
        }
    }
}
