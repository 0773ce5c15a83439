using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// A decoder-only transformer: embedding, blocks that each add what attention and then a feed-forward layer find in the normalised state, a
/// last normalisation and a head. Models say what these parts are.
/// </summary>
public abstract class TransformerNetwork : TokenNetwork
{
    private const double Deviation = 0.02;

    // Scores of attention: as they come, without later tokens, and as shares; on the way back a gradient of each and a copy.
    private const int ScoresOfPass = 3;
    private const int ScoresOfWayBack = 4;

    // What one block makes beside what it keeps, in either direction: as much again, and its gradients.
    private const int BlocksOfPass = 2;

    // Logits, their logarithms and the gradient of either.
    private const int ArraysOfLogits = 3;

    private readonly long _scores;
    private readonly long _keptPerToken;

    /// <summary>Fixes the sizes.</summary>
    /// <param name="vocabulary">Number of tokens there are.</param>
    /// <param name="context">Tokens of the longest sequence.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="heads">Heads of queries.</param>
    /// <param name="keptPerToken">Rough number of values that gradients need of a block for each token, the shares of attention apart.</param>
    private protected TransformerNetwork(int vocabulary, int context, int blocks, int heads, long keptPerToken)
        : base(vocabulary, context)
    {
        Blocks = blocks;
        _scores = (long)heads * context;
        _keptPerToken = keptPerToken;
    }

    /// <inheritdoc />
    /// <remarks>Those of one block, since a block frees its own.</remarks>
    public sealed override long EvaluationValuesPerPoint =>
        Context * (Vocabulary + (BlocksOfPass * _keptPerToken) + (ScoresOfPass * _scores));

    /// <inheritdoc />
    /// <remarks>What gradients need of every block, the shares of attention among it, and what one block makes on the way back.</remarks>
    public sealed override long TrainingValuesPerPoint =>
        Context
        * (
            (ArraysOfLogits * Vocabulary)
            + ((Blocks + BlocksOfPass) * _keptPerToken)
            + ((Blocks + ScoresOfWayBack) * _scores)
        );

    /// <summary>Number of blocks.</summary>
    public int Blocks { get; }

    /// <inheritdoc />
    /// <remarks>Those of the blocks, which come after the embedding.</remarks>
    public sealed override IReadOnlyList<int> HiddenLayers => [.. Enumerable.Range(1, Blocks)];

    /// <inheritdoc />
    public sealed override Tensor Hidden(ParameterStack parameters, Tensor inputs, int layer) =>
        PerMember(parameters, inputs, (arrays, tokens) => Through(arrays, tokens, layer, cache: null, hook: null));

    /// <inheritdoc />
    /// <remarks>
    /// Normal values of deviation 0.02, divided by the root of twice the number of blocks where a layer adds to the state (Radford et al.
    /// 2019, section 2.3); scales are 1, biases 0.
    /// </remarks>
    public sealed override void Initialise(RandomKey key, Span<float> row)
    {
        foreach (ParameterShape array in Layout.Parameters)
        {
            if (array.Shape.Length == 1)
            {
                KeyedInitialisation.Constant(array, Scales(array.Name) ? 1f : 0f, row);
                continue;
            }

            double shrink = AddsToState(array.Name) ? Math.Sqrt(2 * Blocks) : 1.0;
            KeyedInitialisation.Normal(key, array, Deviation / shrink, row);
        }
    }

    /// <summary>The hidden states after the last normalisation, with a look at what leaves each block and tokens read before.</summary>
    /// <param name="parameters">The member.</param>
    /// <param name="tokens">[B, T], 64-bit.</param>
    /// <param name="cache">Tokens read before, which these follow; null: these are the first.</param>
    /// <param name="hook">Called after each block; null: nothing looks.</param>
    /// <returns>[B, T, width].</returns>
    internal Tensor Read(MemberParameters parameters, Tensor tokens, KeyValueCache? cache, BlockHook? hook = null)
    {
        Tensor hidden = Through(parameters, tokens, Blocks, cache, hook);
        cache?.Advance((int)tokens.size(1));
        return Finish(parameters, hidden);
    }

    /// <summary>Logits of one member from hidden states, as <see cref="TokenNetwork.Project"/>.</summary>
    internal Tensor Answer(MemberParameters parameters, Tensor hidden) => Project(parameters, hidden);

    /// <inheritdoc />
    private protected sealed override Tensor RepresentOne(MemberParameters parameters, Tensor tokens) =>
        Read(parameters, tokens, cache: null);

    /// <summary>Whether an array of one axis scales a normalised state; the others are biases.</summary>
    private protected abstract bool Scales(string array);

    /// <summary>Whether a matrix is of a layer whose values are added to the state.</summary>
    private protected abstract bool AddsToState(string array);

    /// <summary>The state that blocks begin with, [B, T, width].</summary>
    private protected abstract Tensor Embed(MemberParameters parameters, Tensor tokens, int start);

    /// <summary>Rotary positions of so many tokens from a first one on, or null where positions are learnt.</summary>
    private protected abstract Rotary? Positions(int start, int count, ScalarType type);

    /// <summary>What a block's attention adds, its normalisation before it included.</summary>
    private protected abstract Tensor Attend(
        MemberParameters parameters,
        int block,
        Tensor hidden,
        Rotary? rotary,
        KeyValueCache? cache
    );

    /// <summary>What a block's feed-forward layer adds, its normalisation before it included.</summary>
    private protected abstract Tensor Feed(MemberParameters parameters, int block, Tensor hidden);

    /// <summary>The last normalisation.</summary>
    private protected abstract Tensor Finish(MemberParameters parameters, Tensor hidden);

    /// <summary>The hidden states that leave the last of so many blocks.</summary>
    private Tensor Through(
        MemberParameters parameters,
        Tensor tokens,
        int blocks,
        KeyValueCache? cache,
        BlockHook? hook
    )
    {
        int start = cache?.Length ?? 0;
        Tensor hidden = Embed(parameters, tokens, start);
        Rotary? rotary = Positions(start, (int)tokens.size(1), hidden.dtype);
        for (int block = 0; block < blocks; block++)
        {
            hidden = Pass(parameters, block, hidden, rotary, cache);
            hidden = hook?.Invoke(block, hidden) ?? hidden;
        }

        return hidden;
    }

    /// <summary>The hidden states that leave one block. What it makes on the way is freed at its end, but for what gradients will need.</summary>
    private Tensor Pass(MemberParameters parameters, int block, Tensor hidden, Rotary? rotary, KeyValueCache? cache)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor attended = hidden.Plus(Attend(parameters, block, hidden, rotary, cache));
        return attended.Plus(Feed(parameters, block, attended)).MoveToOuterDisposeScope();
    }

    /// <summary>Rows of a table at ids: [B, T, width].</summary>
    private protected static Tensor Rows(Tensor table, Tensor ids) =>
        table.index_select(0, ids.reshape(-1)).view(ids.size(0), ids.size(1), table.size(1));

    /// <summary>
    /// The layers by which "the last k" are counted: the embedding, each block, and the head where it has weights of its own. A
    /// normalisation belongs to the layer before it.
    /// </summary>
    /// <param name="layout">All arrays, embedding first.</param>
    /// <param name="blockPrefix">What the names of a block's arrays begin with, before its number.</param>
    /// <param name="head">Name of the head's array.</param>
    private protected static ImmutableArray<ImmutableArray<string>> LayersOf(
        ParameterLayout layout,
        string blockPrefix,
        string head
    )
    {
        var layers = new List<List<string>>();
        string last = "";
        foreach (string name in layout.Parameters.Select(static parameter => parameter.Name))
        {
            string layer =
                name == head ? head
                : name.StartsWith(blockPrefix, StringComparison.Ordinal) ? name[..name.IndexOf('.', blockPrefix.Length)]
                : last;
            if (layers.Count == 0 || layer != last)
            {
                layers.Add([]);
            }

            layers[^1].Add(name);
            last = layer;
        }

        return [.. layers.Select(static layer => layer.ToImmutableArray())];
    }
}
