using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Unlearn.Core;
using Unlearn.Formats.Files;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Models.Weights;

/// <summary>
/// The weights of llama2.c, in its first layout: seven 32-bit numbers (width, feed-forward width, blocks, heads, key heads, vocabulary, negative where
/// the head is its own, context), then float32: the embedding, each array of all blocks, the last norm, rotary values that are not
/// used, and the head. Rotary pairs are neighbours.
/// </summary>
public static class LlamaBinFile
{
    private const int Header = 7 * sizeof(int);
    private static readonly string[] BlockArrays =
    [
        "input_layernorm.weight",
        "self_attn.q_proj.weight",
        "self_attn.k_proj.weight",
        "self_attn.v_proj.weight",
        "self_attn.o_proj.weight",
        "post_attention_layernorm.weight",
        "mlp.gate_proj.weight",
        "mlp.down_proj.weight",
        "mlp.up_proj.weight",
    ];

    /// <summary>Reads the sizes.</summary>
    /// <exception cref="InputException">The file is missing or has another layout.</exception>
    public static ModelSizes Sizes(string path)
    {
        using FileStream file = RegularFile.Open(path, "give the path of llama2.c's weights.");
        Span<byte> header = stackalloc byte[Header];
        if (file.ReadAtLeast(header, Header, throwOnEndOfStream: false) < Header)
        {
            throw Other(path, "it is shorter than its header");
        }

        int[] sizes = new int[7];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32LittleEndian(header[(i * sizeof(int))..]);
        }

        (int width, int inner, int blocks, int heads, int groups) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
        int vocabulary = Math.Abs((long)sizes[5]) is var count && count <= int.MaxValue ? (int)count : 0;
        bool fits =
            width is > 0 and <= 65_536
            && inner is > 0 and <= 1_048_576
            && blocks is > 0 and <= 256
            && heads is > 0 and <= 1024
            && groups > 0
            && groups <= heads
            && vocabulary > 0
            && sizes[6] is > 0 and <= 1 << 20;
        return fits
            ? new ModelSizes(
                new Llama
                {
                    Width = width,
                    Blocks = blocks,
                    Heads = heads,
                    KeyHeads = groups,
                    FeedForward = inner,
                    TiedHead = sizes[5] > 0,
                    Rotary = RotaryConvention.Interleaved,
                },
                vocabulary,
                sizes[6]
            )
            : throw Other(
                path,
                string.Create(CultureInfo.InvariantCulture, $"its header reads {string.Join(", ", sizes)}")
            );
    }

    /// <summary>Reads the weights of a network that has the file's sizes.</summary>
    /// <returns>A row in the network's layout.</returns>
    /// <exception cref="InputException">The file is cut short, or its sizes are others.</exception>
    public static float[] Load(LlamaNetwork network, string path)
    {
        ModelSizes sizes = Sizes(path);
        byte[] file = RegularFile.Read(path);
        Llama model = network.Model;
        long rotary = (long)sizes.Context * (model.Width / model.Heads);
        long expected =
            Header + (sizeof(float) * (network.Layout.Parameters.Sum(static array => (long)array.Count) + rotary));
        if (file.Length != expected)
        {
            throw Other(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it has {file.Length} bytes, and its sizes ask for {expected}"
                )
            );
        }

        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(file.AsSpan(Header));
        var row = new float[network.Layout.Width];
        int at = 0;
        Take(network.Layout["model.embed_tokens.weight"], values);
        foreach (string array in BlockArrays)
        {
            for (int block = 0; block < model.Blocks; block++)
            {
                Take(network.Layout[$"model.layers.{block}.{array}"], values);
            }
        }

        Take(network.Layout["model.norm.weight"], values);
        at += (int)rotary;
        if (!model.TiedHead)
        {
            Take(network.Layout["lm_head.weight"], values);
        }

        return Array.TrueForAll(row, float.IsFinite)
            ? row
            : throw new InputException("the weights hold numbers that are not finite.", path);

        void Take(ParameterShape array, ReadOnlySpan<float> from)
        {
            from.Slice(at, array.Count).CopyTo(row.AsSpan(array.Offset));
            at += array.Count;
        }
    }

    private static InputException Other(string path, string what) =>
        new($"this is no whole weight file of llama2.c (its first layout): {what}.", path);
}
