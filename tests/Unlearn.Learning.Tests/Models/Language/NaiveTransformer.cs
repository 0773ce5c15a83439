using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Learning.Tests.Models.Language;

/// <summary>Both transformers written out in plain loops of float64, token by token, from the papers and not from the product.</summary>
internal sealed class NaiveTransformer(TransformerNetwork network, float[] row)
{
    /// <summary>Logits after each token, [T][vocabulary].</summary>
    public double[][] Logits(int[] tokens) =>
        network is LlamaNetwork llama ? Llama(llama.Model, tokens) : Gpt2(((Gpt2Network)network).Model, tokens);

    private double[][] Llama(Llama model, int[] tokens)
    {
        double[][] states = [.. tokens.Select(token => Row("model.embed_tokens.weight", token))];
        int head = model.Width / model.Heads;
        int groups = model.KeyHeads == 0 ? model.Heads : model.KeyHeads;
        for (int block = 0; block < model.Blocks; block++)
        {
            string name = $"model.layers.{block}.";
            double[][] q = new double[tokens.Length][];
            double[][] k = new double[tokens.Length][];
            double[][] v = new double[tokens.Length][];
            for (int t = 0; t < tokens.Length; t++)
            {
                double[] x = RootMeanSquare(states[t], name + "input_layernorm.weight", model.Epsilon);
                q[t] = Turn(Multiply(name + "self_attn.q_proj.weight", x), t, head, model);
                k[t] = Turn(Multiply(name + "self_attn.k_proj.weight", x), t, head, model);
                v[t] = Multiply(name + "self_attn.v_proj.weight", x);
            }

            for (int t = 0; t < tokens.Length; t++)
            {
                double[] mixed = Attend(q[t], k, v, t, head, model.Heads / groups);
                Add(states[t], Multiply(name + "self_attn.o_proj.weight", mixed));
                double[] x = RootMeanSquare(states[t], name + "post_attention_layernorm.weight", model.Epsilon);
                double[] gate = Multiply(name + "mlp.gate_proj.weight", x);
                double[] up = Multiply(name + "mlp.up_proj.weight", x);
                double[] inner = [.. gate.Zip(up, static (g, u) => g / (1 + Math.Exp(-g)) * u)];
                Add(states[t], Multiply(name + "mlp.down_proj.weight", inner));
            }
        }

        return
        [
            .. states.Select(state =>
                Multiply(
                    model.TiedHead ? "model.embed_tokens.weight" : "lm_head.weight",
                    RootMeanSquare(state, "model.norm.weight", model.Epsilon)
                )
            ),
        ];
    }

    private double[][] Gpt2(Gpt2 model, int[] tokens)
    {
        double[][] states =
        [
            .. tokens.Select(
                (token, t) => Row("wte.weight", token).Zip(Row("wpe.weight", t), static (a, b) => a + b).ToArray()
            ),
        ];
        int head = model.Width / model.Heads;
        for (int block = 0; block < model.Blocks; block++)
        {
            string name = $"h.{block}.";
            double[][] all =
            [
                .. states.Select(state =>
                    Affine(name + "attn.c_attn", MeanVariance(state, name + "ln_1", model.Epsilon))
                ),
            ];
            double[][] k = [.. all.Select(row => row[model.Width..(2 * model.Width)])];
            double[][] v = [.. all.Select(row => row[(2 * model.Width)..])];
            for (int t = 0; t < tokens.Length; t++)
            {
                Add(states[t], Affine(name + "attn.c_proj", Attend(all[t][..model.Width], k, v, t, head, 1)));
                double[] inner =
                [
                    .. Affine(name + "mlp.c_fc", MeanVariance(states[t], name + "ln_2", model.Epsilon))
                        .Select(static x =>
                            0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))
                        ),
                ];
                Add(states[t], Affine(name + "mlp.c_proj", inner));
            }
        }

        return [.. states.Select(state => Multiply("wte.weight", MeanVariance(state, "ln_f", model.Epsilon)))];
    }

    private static double[] Turn(double[] values, int position, int head, Llama model)
    {
        double[] turned = [.. values];
        for (int start = 0; start < values.Length; start += head)
        {
            for (int pair = 0; pair < head / 2; pair++)
            {
                (int a, int b) =
                    model.Rotary == RotaryConvention.Interleaved
                        ? (start + (2 * pair), start + (2 * pair) + 1)
                        : (start + pair, start + pair + (head / 2));
                double angle = position / Math.Pow(model.RotaryBase, 2.0 * pair / head);
                turned[a] = (values[a] * Math.Cos(angle)) - (values[b] * Math.Sin(angle));
                turned[b] = (values[a] * Math.Sin(angle)) + (values[b] * Math.Cos(angle));
            }
        }

        return turned;
    }

    private static double[] Attend(double[] query, double[][] keys, double[][] values, int last, int head, int shared)
    {
        var mixed = new double[query.Length];
        for (int h = 0; h < query.Length / head; h++)
        {
            int other = h / shared * head;
            double[] scores =
            [
                .. Enumerable
                    .Range(0, last + 1)
                    .Select(t =>
                        Enumerable.Range(0, head).Sum(i => query[(h * head) + i] * keys[t][other + i]) / Math.Sqrt(head)
                    ),
            ];
            double most = scores.Max();
            double sum = scores.Sum(score => Math.Exp(score - most));
            for (int t = 0; t <= last; t++)
            {
                for (int i = 0; i < head; i++)
                {
                    mixed[(h * head) + i] += Math.Exp(scores[t] - most) / sum * values[t][other + i];
                }
            }
        }

        return mixed;
    }

    private double[] RootMeanSquare(double[] state, string scale, double epsilon)
    {
        double root = Math.Sqrt(state.Average(static x => x * x) + epsilon);
        return [.. state.Zip(Vector(scale), (x, s) => x / root * s)];
    }

    private double[] MeanVariance(double[] state, string name, double epsilon)
    {
        double mean = state.Average();
        double root = Math.Sqrt(state.Average(x => (x - mean) * (x - mean)) + epsilon);
        double[] shift = Vector(name + ".bias");
        return
        [
            .. state.Zip(Vector(name + ".weight"), (x, s) => (x - mean) / root * s).Zip(shift, static (x, b) => x + b),
        ];
    }

    private double[] Affine(string name, double[] input)
    {
        // Inputs times outputs, unlike everywhere else.
        double[] sums = Vector(name + ".bias");
        for (int i = 0; i < input.Length; i++)
        {
            double[] weights = Row(name + ".weight", i);
            for (int o = 0; o < sums.Length; o++)
            {
                sums[o] += input[i] * weights[o];
            }
        }

        return sums;
    }

    private double[] Multiply(string name, double[] input) =>
        [
            .. Enumerable
                .Range(0, network.Layout[name].Shape[0])
                .Select(o => Row(name, o).Zip(input, static (w, x) => w * x).Sum()),
        ];

    private static void Add(double[] state, double[] change)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i] += change[i];
        }
    }

    private double[] Vector(string name)
    {
        ParameterShape array = network.Layout[name];
        return [.. row.AsSpan(array.Offset, array.Count).ToArray().Select(static x => (double)x)];
    }

    private double[] Row(string name, int at)
    {
        ParameterShape array = network.Layout[name];
        int width = array.Shape[1];
        return [.. row.AsSpan(array.Offset + (at * width), width).ToArray().Select(static x => (double)x)];
    }
}
