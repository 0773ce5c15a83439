using System.Collections.Immutable;
using Unlearn.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// A <see cref="Gpt2"/> bound to a vocabulary. Arrays have the names and shapes of Hugging Face's files, in which weights of layers lie
/// transposed: inputs times outputs.
/// </summary>
public sealed class Gpt2Network : TransformerNetwork
{
    private const string BlockPrefix = "h.";
    private const string Embedding = "wte.weight";
    private const string Places = "wpe.weight";

    /// <summary>Builds the layout.</summary>
    /// <exception cref="Core.InputException">It is too large.</exception>
    public Gpt2Network(Gpt2 model, int vocabulary, int context)
        : base(vocabulary, context, model.Blocks, model.Heads, (10L * model.Width) + (6L * model.Inner))
    {
        Model = model;
        int positions = model.Positions == 0 ? context : model.Positions;
        Layout = ParameterLayout.Of(Arrays(model, vocabulary, positions));
        Layers = LayersOf(Layout, BlockPrefix, "");
        ValuesPerPoint =
            (long)context
            * (
                vocabulary
                + ((long)model.Blocks * ((10L * model.Width) + (3L * model.Inner) + (3L * model.Heads * context)))
            );
    }

    /// <summary>The sizes.</summary>
    public Gpt2 Model { get; }

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
    private protected override bool Scales(string array) =>
        array.Contains("ln_", StringComparison.Ordinal) && array.EndsWith("weight", StringComparison.Ordinal);

    /// <inheritdoc />
    private protected override bool AddsToState(string array) =>
        array.EndsWith("c_proj.weight", StringComparison.Ordinal);

    /// <inheritdoc />
    private protected override Tensor Embed(MemberParameters parameters, Tensor tokens, int start) =>
        Rows(parameters[Embedding], tokens).Plus(parameters[Places].narrow(0, start, tokens.size(1)));

    /// <inheritdoc />
    private protected override Rotary? Positions(int start, int count, ScalarType type) => null;

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
        Tensor values = Transform(parameters, name + "attn.c_attn", Normalise(parameters, name + "ln_1", hidden));
        Tensor[] parts =
        [
            .. values.chunk(3, 2).Select(part => part.unflatten(2, [Model.Heads, Model.Width / Model.Heads])),
        ];
        Tensor mixed = CausalAttention.Apply(parts[0], parts[1], parts[2], block, cache);
        return Transform(parameters, name + "attn.c_proj", mixed);
    }

    /// <inheritdoc />
    private protected override Tensor Feed(MemberParameters parameters, int block, Tensor hidden)
    {
        string name = $"{BlockPrefix}{block}.";
        Tensor values = Transform(parameters, name + "mlp.c_fc", Normalise(parameters, name + "ln_2", hidden));
        return Transform(parameters, name + "mlp.c_proj", GeluTanh(values));
    }

    /// <inheritdoc />
    private protected override Tensor Finish(MemberParameters parameters, Tensor hidden) =>
        Normalise(parameters, "ln_f", hidden);

    /// <inheritdoc />
    private protected override Tensor Project(MemberParameters parameters, Tensor hidden) =>
        linear(hidden, parameters[Embedding]);

    private static bool IsProjection(string array) =>
        array.Contains(".c_", StringComparison.Ordinal) && array.EndsWith("weight", StringComparison.Ordinal);

    private static Projection Of(string array) =>
        new(
            array,
            array.Contains(".attn.", StringComparison.Ordinal) ? ProjectionKind.Attention : ProjectionKind.FeedForward,
            InputsFirst: true
        );

    private static Tensor Transform(MemberParameters parameters, string name, Tensor values) =>
        values.matmul(parameters[name + ".weight"]).Plus(parameters[name + ".bias"]);

    private Tensor Normalise(MemberParameters parameters, string name, Tensor hidden) =>
        layer_norm(hidden, [Model.Width], parameters[name + ".weight"], parameters[name + ".bias"], Model.Epsilon);

    /// <summary>x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2 (Hendrycks, Gimpel 2016, section 2).</summary>
    private static Tensor GeluTanh(Tensor values)
    {
        Tensor cubes = (values * values * values).Times(0.044715);
        Tensor bent = values.Plus(cubes).Times(Math.Sqrt(2 / Math.PI)).tanh();
        return (values * bent.Plus(1.0)).Times(0.5);
    }

    private static IEnumerable<(string, ImmutableArray<int>, bool)> Arrays(Gpt2 model, int vocabulary, int positions)
    {
        int width = model.Width;
        yield return (Embedding, [vocabulary, width], true);
        yield return (Places, [positions, width], true);
        for (int block = 0; block < model.Blocks; block++)
        {
            string name = $"{BlockPrefix}{block}.";
            yield return (name + "ln_1.weight", [width], true);
            yield return (name + "ln_1.bias", [width], true);
            yield return (name + "attn.c_attn.weight", [width, 3 * width], true);
            yield return (name + "attn.c_attn.bias", [3 * width], true);
            yield return (name + "attn.c_proj.weight", [width, width], true);
            yield return (name + "attn.c_proj.bias", [width], true);
            yield return (name + "ln_2.weight", [width], true);
            yield return (name + "ln_2.bias", [width], true);
            yield return (name + "mlp.c_fc.weight", [width, model.Inner], true);
            yield return (name + "mlp.c_fc.bias", [model.Inner], true);
            yield return (name + "mlp.c_proj.weight", [model.Inner, width], true);
            yield return (name + "mlp.c_proj.bias", [width], true);
        }

        yield return ("ln_f.weight", [width], true);
        yield return ("ln_f.bias", [width], true);
    }
}
