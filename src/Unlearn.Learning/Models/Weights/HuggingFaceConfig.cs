using System.Text.Json;
using System.Text.Json.Nodes;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Formats.Files;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Models.Weights;

/// <summary>
/// The <c>config.json</c> of Hugging Face's folders. A setting that would change what the model computes and is not implemented is refused by
/// its name.
/// </summary>
public static class HuggingFaceConfig
{
    private const long Largest = 1 << 24;
    private static readonly string[] Types = ["llama", "gpt2"];

    /// <summary>Reads the sizes.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or of a model that is not implemented.</exception>
    public static ModelSizes Read(string path) => JsonText.Read(path, Largest, root => new Reader(root, path).Sizes());

    /// <summary>The text of a config.json for a network.</summary>
    public static string Write(TransformerNetwork network, int? begin = null, int? end = null)
    {
        JsonObject config = network switch
        {
            LlamaNetwork llama => OfLlama(llama.Model),
            Gpt2Network gpt2 => OfGpt2(gpt2.Model, network.Context),
            _ => throw new InputException($"{network.GetType().Name} has no form in config.json."),
        };
        config["vocab_size"] = network.Vocabulary;
        config["bos_token_id"] = begin;
        config["eos_token_id"] = end;
        config["torch_dtype"] = "float32";
        if (network is LlamaNetwork)
        {
            config["max_position_embeddings"] = network.Context;
        }

        return config.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonObject OfLlama(Llama model) =>
        new()
        {
            ["architectures"] = new JsonArray("LlamaForCausalLM"),
            ["model_type"] = "llama",
            ["hidden_size"] = model.Width,
            ["intermediate_size"] = model.Inner,
            ["num_hidden_layers"] = model.Blocks,
            ["num_attention_heads"] = model.Heads,
            ["num_key_value_heads"] = model.Groups,
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = model.Epsilon,
            ["rope_theta"] = model.RotaryBase,
            ["attention_bias"] = false,
            ["mlp_bias"] = false,
            ["tie_word_embeddings"] = model.TiedHead,
        };

    private static JsonObject OfGpt2(Gpt2 model, int context) =>
        new()
        {
            ["architectures"] = new JsonArray("GPT2LMHeadModel"),
            ["model_type"] = "gpt2",
            ["n_embd"] = model.Width,
            ["n_inner"] = model.Inner,
            ["n_layer"] = model.Blocks,
            ["n_head"] = model.Heads,
            ["n_positions"] = model.Positions == 0 ? context : model.Positions,
            ["activation_function"] = "gelu_new",
            ["layer_norm_epsilon"] = model.Epsilon,
            ["tie_word_embeddings"] = true,
        };

    private sealed class Reader(JsonElement root, string path)
    {
        public ModelSizes Sizes()
        {
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new InputException("an object with the model's settings is right.", path);
            }

            Absent(
                "quantization_config",
                "quantised weights are not read; save the model in float32, float16 or bfloat16"
            );
            string type = Text(root, "model_type", "");
            return type switch
            {
                "llama" => new ModelSizes(Llama(), Number("vocab_size"), Number("max_position_embeddings", 2048)),
                "gpt2" => new ModelSizes(Gpt2(), Number("vocab_size"), Number("n_positions", 1024)),
                _ => throw new InputException(
                    $"the model type '{type}' is not implemented{NearestName.HintWithAll(type, Types)}",
                    path
                ),
            };
        }

        private Llama Llama()
        {
            Absent("rope_scaling", "scaled rotary positions are not implemented");
            Absent("sliding_window", "attention in a sliding window is not implemented");
            Only("hidden_act", "silu");
            Only("attention_bias", false);
            Only("mlp_bias", false);
            double numberBase = Real(root, "rope_theta", 10_000);
            if (
                root.TryGetProperty("rope_parameters", out JsonElement rotary)
                && rotary.ValueKind == JsonValueKind.Object
            )
            {
                string kind = Text(rotary, "rope_type", "default");
                numberBase =
                    kind != "default"
                        ? throw new InputException($"the rope_type '{kind}' is not implemented; default is.", path)
                        : Real(rotary, "rope_theta", numberBase);
            }

            if (Real(root, "partial_rotary_factor", 1) != 1)
            {
                throw new InputException(
                    "'partial_rotary_factor' is set: turning a part of each head is not implemented.",
                    path
                );
            }

            int heads = Number("num_attention_heads");
            int width = Number("hidden_size");
            if (heads > 0 && Number("head_dim", width / heads) * heads != width)
            {
                throw new InputException(
                    "a `head_dim` other than hidden_size / num_attention_heads is not implemented.",
                    path
                );
            }

            return new Llama
            {
                Width = width,
                Blocks = Number("num_hidden_layers"),
                Heads = heads,
                KeyHeads = Number("num_key_value_heads", heads),
                FeedForward = Number("intermediate_size"),
                TiedHead = Flag("tie_word_embeddings", false),
                RotaryBase = numberBase,
                Epsilon = Real(root, "rms_norm_eps", 1e-6),
            };
        }

        private Gpt2 Gpt2()
        {
            string activation = Text(root, "activation_function", "gelu_new");
            if (activation is not ("gelu_new" or "gelu_pytorch_tanh"))
            {
                throw new InputException(
                    $"the activation_function '{activation}' is not implemented; gelu_new is.",
                    path
                );
            }

            Only("scale_attn_weights", true);
            Only("scale_attn_by_inverse_layer_idx", false);
            Only("add_cross_attention", false);
            Only("tie_word_embeddings", true);
            return new Gpt2
            {
                Width = Number("n_embd", 768),
                Blocks = Number("n_layer", 12),
                Heads = Number("n_head", 12),
                FeedForward = Number("n_inner", 0),
                Positions = Number("n_positions", 1024),
                Epsilon = Real(root, "layer_norm_epsilon", 1e-5),
            };
        }

        private int Number(string name, int? absent = null)
        {
            if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            {
                return absent ?? throw new InputException($"'{name}' is missing.", path);
            }

            return
                value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out int number)
                && (number > 0 || absent == number)
                ? number
                : throw Wrong(name, value, "a whole number of at least 1");
        }

        /// <summary>A positive number.</summary>
        private double Real(JsonElement of, string name, double absent) =>
            !of.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? absent
            : value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out double number)
            && number > 0
            && double.IsFinite(number)
                ? number
            : throw Wrong(name, value, "a positive number");

        private bool Flag(string name, bool absent) =>
            !root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? absent
            : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
            : throw Wrong(name, value, "true or false");

        private string Text(JsonElement of, string name, string absent) =>
            !of.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? absent
            : value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw Wrong(name, value, "a text");

        private InputException Wrong(string name, JsonElement value, string right) =>
            new($"'{name}' is {VisibleText.Excerpt(value.GetRawText(), 40)}; {right} is right.", path);

        private void Absent(string name, string why)
        {
            if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                throw new InputException($"'{name}' is set: {why}.", path);
            }
        }

        private void Only(string name, bool right)
        {
            if (Flag(name, right) != right)
            {
                throw new InputException($"'{name}' is {(right ? "false" : "true")}, which is not implemented.", path);
            }
        }

        private void Only(string name, string right)
        {
            string value = Text(root, name, right);
            if (value != right)
            {
                throw new InputException($"'{name}' is '{value}'; {right} is implemented.", path);
            }
        }
    }
}
