using System.Collections.Immutable;
using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models.Language;

/// <summary>A <see cref="Llama"/> bound to a vocabulary. Arrays have the names and shapes of Hugging Face's files.</summary>
public sealed class LlamaNetwork : TransformerNetwork
{
    private const string BlockPrefix = "model.layers.";
    private const string Embedding = "model.embed_tokens.weight";
    private const string LastNorm = "model.norm.weight";
    private const string Head = "lm_head.weight";

    /// <summary>Builds the layout.</summary>
    /// <exception cref="Core.InputException">It is too large.</exception>
    public LlamaNetwork(Llama model, int vocabulary, int context)
        : base(vocabulary, context, model.Blocks, model.Heads, (12L * model.Width) + (4L * model.Inner))
    {
        Model = model;
        Layout = ParameterLayout.Of(Arrays(model, vocabulary));
        Layers = LayersOf(Layout, BlockPrefix, Head);
        ValuesPerPoint =
            (long)context
            * (
                vocabulary
                + ((long)model.Blocks * ((10L * model.Width) + (4L * model.Inner) + (3L * model.Heads * context)))
            );
    }

    /// <summary>The sizes.</summary>
    public Llama Model { get; }

    /// <inheritdoc />
    public override ParameterLayout Layout { get; }

    /// <inheritdoc />
    public override ImmutableArray<ImmutableArray<string>> Layers { get; }

    /// <inheritdoc />
    public override long ValuesPerPoint { get; }

    /// <inheritdoc />
    public override IReadOnlyList<Projection> Projections =>
        [.. Layout.Parameters.Where(static array => IsProjection(array.Name)).Select(static array => Of(array.Name))];

    /// <inheritdoc />
    private protected override bool Scales(string array) => true;

    /// <inheritdoc />
    private protected override bool AddsToState(string array) =>
        array.EndsWith("o_proj.weight", StringComparison.Ordinal)
        || array.EndsWith("down_proj.weight", StringComparison.Ordinal);

    /// <inheritdoc />
    private protected override Tensor Embed(MemberParameters parameters, Tensor tokens, int start) =>
        Rows(parameters[Embedding], tokens);

    /// <inheritdoc />
    private protected override Rotary? Positions(int start, int count, ScalarType type) =>
        new(Model.Rotary, Model.RotaryBase, Model.Width / Model.Heads, start, count, type);

    /// <inheritdoc />
    private protected override Tensor Attend(
        MemberParameters parameters,
        int block,
        Tensor hidden,
        Rotary? rotary,
        KeyValueCache? cache
    )
    {
        string name = $"{BlockPrefix}{block}.";
        Tensor values = Normalise(parameters, name + "input_layernorm.weight", hidden);
        name += "self_attn.";
        Tensor mixed = CausalAttention.Apply(
            rotary!.Turn(Heads(values, parameters[name + "q_proj.weight"], Model.Heads)),
            rotary.Turn(Heads(values, parameters[name + "k_proj.weight"], Model.Groups)),
            Heads(values, parameters[name + "v_proj.weight"], Model.Groups),
            block,
            cache
        );
        return linear(mixed, parameters[name + "o_proj.weight"]);
    }

    /// <inheritdoc />
    private protected override Tensor Feed(MemberParameters parameters, int block, Tensor hidden)
    {
        string name = $"{BlockPrefix}{block}.";
        Tensor values = Normalise(parameters, name + "post_attention_layernorm.weight", hidden);
        Tensor gate = silu(linear(values, parameters[name + "mlp.gate_proj.weight"]));
        Tensor inner = gate * linear(values, parameters[name + "mlp.up_proj.weight"]);
        return linear(inner, parameters[name + "mlp.down_proj.weight"]);
    }

    /// <inheritdoc />
    private protected override Tensor Finish(MemberParameters parameters, Tensor hidden) =>
        Normalise(parameters, LastNorm, hidden);

    /// <inheritdoc />
    private protected override Tensor Project(MemberParameters parameters, Tensor hidden) =>
        linear(hidden, parameters[Model.TiedHead ? Embedding : Head]);

    private static bool IsProjection(string array) => array.EndsWith("_proj.weight", StringComparison.Ordinal);

    private static Projection Of(string array) =>
        new(
            array,
            array.Contains(".self_attn.", StringComparison.Ordinal)
                ? ProjectionKind.Attention
                : ProjectionKind.FeedForward,
            InputsFirst: false
        );

    private static Tensor Heads(Tensor values, Tensor weight, int heads) =>
        linear(values, weight).unflatten(2, [heads, weight.size(0) / heads]);

    /// <summary>RMSNorm (Zhang, Sennrich 2019): each state divided by the root of its mean square, then scaled.</summary>
    private Tensor Normalise(MemberParameters parameters, string scale, Tensor hidden)
    {
        Tensor squares = (hidden * hidden).mean([-1], keepdim: true);
        return hidden * squares.Plus(Model.Epsilon).rsqrt() * parameters[scale];
    }

    private static IEnumerable<(string, ImmutableArray<int>, bool)> Arrays(Llama model, int vocabulary)
    {
        int width = model.Width;
        int keys = width / model.Heads * model.Groups;
        yield return (Embedding, [vocabulary, width], true);
        for (int block = 0; block < model.Blocks; block++)
        {
            string name = $"{BlockPrefix}{block}.";
            yield return (name + "input_layernorm.weight", [width], true);
            yield return (name + "self_attn.q_proj.weight", [width, width], true);
            yield return (name + "self_attn.k_proj.weight", [keys, width], true);
            yield return (name + "self_attn.v_proj.weight", [keys, width], true);
            yield return (name + "self_attn.o_proj.weight", [width, width], true);
            yield return (name + "post_attention_layernorm.weight", [width], true);
            yield return (name + "mlp.gate_proj.weight", [model.Inner, width], true);
            yield return (name + "mlp.up_proj.weight", [model.Inner, width], true);
            yield return (name + "mlp.down_proj.weight", [width, model.Inner], true);
        }

        yield return (LastNorm, [width], true);
        if (!model.TiedHead)
        {
            yield return (Head, [vocabulary, width], true);
        }
    }
}
