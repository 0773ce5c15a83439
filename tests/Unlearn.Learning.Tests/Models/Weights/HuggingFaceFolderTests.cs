using System.Text;
using System.Text.Json.Nodes;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tokenizers;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Models.Weights;
using Unlearn.Learning.Tests.Data;

namespace Unlearn.Learning.Tests.Models.Weights;

/// <summary>Folders as Hugging Face lays them out: there and back, in shards, in half precision, and what is refused.</summary>
[TestFixture]
public sealed class HuggingFaceFolderTests
{
    private static readonly ModelCase[] Models =
    [
        new(
            "llama",
            new Llama
            {
                Width = 16,
                Blocks = 2,
                Heads = 2,
                KeyHeads = 1,
                Epsilon = 1e-6,
                RotaryBase = 5000,
            }
        ),
        new(
            "own head",
            new Llama
            {
                Width = 16,
                Blocks = 1,
                Heads = 2,
                TiedHead = false,
            }
        ),
        new(
            "gpt2",
            new Gpt2
            {
                Width = 16,
                Blocks = 2,
                Heads = 2,
            }
        ),
    ];

    [TestCaseSource(nameof(Models))]
    public void What_is_saved_is_read_back(ModelCase model)
    {
        using var scratch = new Scratch();
        (TransformerNetwork network, float[] row) = Fresh(model);
        HuggingFaceFolder.Save(network, row, Path.Combine(scratch.Folder, "saved"), new ByteTokenizer());
        string saved = Path.Combine(scratch.Folder, "saved");
        ModelSizes sizes = LanguageWeights.Sizes(saved);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((sizes.Vocabulary, sizes.Context), Is.EqualTo((40, 16)));
            Assert.That(LanguageWeights.Load(sizes.Bind(), saved), Is.EqualTo(row));
            Assert.That(File.Exists(Path.Combine(saved, "tokenizer.json")));
            Assert.That(LanguageWeights.Digest(saved), Does.Match("^[0-9a-f]{64}$"));
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Shards_with_an_index_and_buffers_of_old_files_are_read(ModelCase model)
    {
        using var scratch = new Scratch();
        (TransformerNetwork network, float[] row) = Fresh(model);
        HuggingFaceFolder.Save(network, row, scratch.Folder);
        string whole = Path.Combine(scratch.Folder, "model.safetensors");
        var arrays = Safetensors.Read(whole).ToDictionary();
        if (network is Gpt2Network)
        {
            arrays = arrays.ToDictionary(static pair => "transformer." + pair.Key, static pair => pair.Value);
            arrays["transformer.h.0.attn.bias"] = new WeightArray([1, 1, 2, 2], [1, 0, 1, 1]);
            arrays["lm_head.weight"] = arrays["transformer.wte.weight"];
        }

        string[] names = [.. arrays.Keys.Order(StringComparer.Ordinal)];
        Write("a.safetensors", names[..3]);
        Write("b.safetensors", names[3..]);
        var map = new JsonObject();
        foreach (string name in names)
        {
            map[name] = Array.IndexOf(names, name) < 3 ? "a.safetensors" : "b.safetensors";
        }

        scratch.Write("model.safetensors.index.json", new JsonObject { ["weight_map"] = map }.ToJsonString());
        File.Delete(whole);
        Assert.That(LanguageWeights.Load(network, scratch.Folder), Is.EqualTo(row));

        void Write(string file, string[] which) =>
            Safetensors.Write(
                Path.Combine(scratch.Folder, file),
                which.ToDictionary(static name => name, name => arrays[name])
            );
    }

    [Test]
    public void Half_precision_is_widened()
    {
        using var scratch = new Scratch();
        (TransformerNetwork network, float[] row) = Fresh(Models[0]);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(row[i]) & ~0xffff);
        }

        HuggingFaceFolder.Save(network, row, scratch.Folder);
        string file = Path.Combine(scratch.Folder, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(file);
        int header = (int)BitConverter.ToInt64(bytes);
        JsonObject arrays = JsonNode.Parse(bytes.AsSpan(8, header))!.AsObject();
        foreach (
            JsonObject array in arrays
                .Where(static pair => pair.Key != "__metadata__")
                .Select(static pair => pair.Value!.AsObject())
        )
        {
            array["dtype"] = "BF16";
            array["data_offsets"] = new JsonArray(
                (long)array["data_offsets"]![0]! / 2,
                (long)array["data_offsets"]![1]! / 2
            );
        }

        byte[] text = Encoding.UTF8.GetBytes(arrays.ToJsonString());
        byte[] halves = [.. bytes.Skip(8 + header).Where(static (_, at) => at % 4 >= 2)];
        File.WriteAllBytes(file, [.. BitConverter.GetBytes((long)text.Length), .. text, .. halves]);
        Assert.That(LanguageWeights.Load(network, scratch.Folder), Is.EqualTo(row));
    }

    [TestCase("rope_scaling", """{"rope_type": "yarn", "factor": 4}""")]
    [TestCase("rope_parameters", """{"rope_type": "llama3", "rope_theta": 5e5}""")]
    [TestCase("sliding_window", "4096")]
    [TestCase("quantization_config", """{"bits": 4}""")]
    [TestCase("attention_bias", "true")]
    [TestCase("mlp_bias", "true")]
    [TestCase("hidden_act", "\"gelu\"")]
    [TestCase("head_dim", "4")]
    [TestCase("model_type", "\"llamma\"")]
    [TestCase("hidden_size", "0")]
    [TestCase("hidden_size", "-3")]
    [TestCase("hidden_size", "\"wide\"")]
    [TestCase("hidden_size", "16.5")]
    [TestCase("intermediate_size", "1e30")]
    [TestCase("rope_theta", "-1")]
    [TestCase("rope_theta", "\"x\"")]
    [TestCase("rms_norm_eps", "-1e-6")]
    [TestCase("rms_norm_eps", "[]")]
    [TestCase("partial_rotary_factor", "0.5")]
    [TestCase("tie_word_embeddings", "\"no\"")]
    [TestCase("hidden_act", "3")]
    [TestCase("model_type", "3")]
    [TestCase("num_attention_heads", "0")]
    [TestCase("vocab_size", "2147483647")]
    public void Settings_that_change_what_is_computed_are_refused_by_name(string name, string value)
    {
        using var scratch = new Scratch();
        (TransformerNetwork network, float[] row) = Fresh(Models[0]);
        HuggingFaceFolder.Save(network, row, scratch.Folder);
        Change(scratch, name, value);
        InputException error = Expect.Error(() =>
            LanguageWeights.Load(LanguageWeights.Sizes(scratch.Folder).Bind(), scratch.Folder)
        );
        TestContext.Out.WriteLine(error.Message);
    }

    [Test]
    public void Weights_that_do_not_fit_are_refused_in_words()
    {
        using var scratch = new Scratch();
        (TransformerNetwork network, float[] row) = Fresh(Models[0]);
        string file = Path.Combine(scratch.Folder, "model.safetensors");
        Expect.Error(() => LanguageWeights.Sizes(Path.Combine(scratch.Folder, "nothing")), "config.json");
        HuggingFaceFolder.Save(network, row, scratch.Folder);
        var arrays = Safetensors.Read(file).ToDictionary();

        Safetensors.Write(file, arrays.Where(static pair => pair.Key != "model.norm.weight").ToDictionary());
        Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "missing model.norm.weight");

        Safetensors.Write(file, With("model.layers.0.self_attn.q_proj.bias", new WeightArray([16], new float[16])));
        Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "extra model.layers.0.self_attn.q_proj.bias");

        Safetensors.Write(file, With("lm_head.weight", new WeightArray([40, 16], new float[640])));
        Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "tie_word_embeddings");

        File.WriteAllBytes(
            file,
            [
                .. BitConverter.GetBytes(61L),
                .. """{"q.weight":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}"""u8,
                0,
                0,
                0,
                0,
            ]
        );
        Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "q.weight", "quantised");

        scratch.Write("model.safetensors.index.json", """{"weight_map": {"a": "../secret.safetensors"}}""");
        Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "../secret.safetensors");
        foreach (
            string wrong in (string[])
                [
                    "null",
                    "{}",
                    """{"weight_map": 3}""",
                    """{"weight_map": {"a": null}}""",
                    """{"weight_map": {"a": 3}}""",
                ]
        )
        {
            scratch.Write("model.safetensors.index.json", wrong);
            Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "index.json: 'weight_map' is right");
        }

        scratch.Write("model.safetensors.index.json", """{"weight_map": {"a": ""}}""");
        Expect.Error(() => LanguageWeights.Load(network, scratch.Folder), "index.json: the index names ''");

        Dictionary<string, WeightArray> With(string name, WeightArray array) => new(arrays) { [name] = array };
    }

    [Test]
    public void Files_of_llama2_that_are_cut_or_lie_are_refused()
    {
        using var scratch = new Scratch();
        byte[] header = new byte[28];
        int[] sizes = [16, 24, 1, 2, 1, 40, 8];
        Buffer.BlockCopy(sizes, 0, header, 0, 28);
        Expect.Error(() => LanguageWeights.Sizes(scratch.Write("a.bin", header[..20])), "shorter than its header");
        string file = scratch.Write("a.bin", [.. header, 0, 0, 0, 0]);
        Expect.Error(() => LanguageWeights.Load(LanguageWeights.Sizes(file).Bind(), file), "its sizes ask for");
        BitConverter.TryWriteBytes(header.AsSpan(0), int.MaxValue);
        Expect.Error(() => LanguageWeights.Sizes(scratch.Write("a.bin", header)), "its header reads");
        BitConverter.TryWriteBytes(header.AsSpan(0), 16);
        BitConverter.TryWriteBytes(header.AsSpan(20), int.MinValue);
        Expect.Error(() => LanguageWeights.Sizes(scratch.Write("a.bin", header)), "its header reads");
    }

    [Test]
    public void Settings_that_stand_there_twice_are_refused()
    {
        using var scratch = new Scratch();
        scratch.Write("config.json", """{"model_type": "llama", "hidden_size": 8, "hidden_size": 16}""");

        Expect.Error(() => LanguageWeights.Sizes(scratch.Folder), "config.json", "'hidden_size'");
    }

    private static void Change(Scratch scratch, string name, string value)
    {
        string path = Path.Combine(scratch.Folder, "config.json");
        JsonObject config = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        config[name] = JsonNode.Parse(value);
        File.WriteAllText(path, config.ToJsonString());
    }

    private static (TransformerNetwork Network, float[] Row) Fresh(ModelCase model)
    {
        var network = (TransformerNetwork)model.Model.Bind(40, 16);
        var row = new float[network.Layout.Width];
        network.Initialise(new RandomKey(3), row);
        return (network, row);
    }

    public sealed record ModelCase(string Name, Learning.Models.ITextModel Model)
    {
        public override string ToString() => Name;
    }
}
