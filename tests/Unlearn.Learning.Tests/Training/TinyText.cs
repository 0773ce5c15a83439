using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

/// <summary>The smallest causal network that mixes tokens: one head of attention, and sentences to learn by heart.</summary>
internal sealed record TinyText : ITextModel
{
    public TokenNetwork Bind(int vocabulary, int context) => new TinyNetwork(vocabulary, context);

    /// <summary>Sentences of different lengths; the first tokens are a prompt. Prompts repeat, so that answers are not all alike.</summary>
    public static Dataset Dataset(int points, int vocabulary = 24, int longest = 14, ulong key = 3)
    {
        var random = new RandomKey(key);
        var tokenizer = new Letters(vocabulary);
        var rows = ImmutableArray.CreateBuilder<TokenSequence>();
        for (int point = 0; point < points; point++)
        {
            RandomKey own = random.Derive(point);
            int length = point == 0 ? longest : 6 + own.Below(0, longest - 5);
            ImmutableArray<int> tokens =
            [
                .. Enumerable.Range(0, length).Select(i => own.Below((ulong)i + 1, vocabulary)),
            ];
            rows.Add(
                TokenSequence.After(tokens, 3) with
                {
                    Prompt = tokenizer.Decode(tokens[..3]),
                    Answer = tokenizer.Decode(tokens[3..]),
                }
            );
        }

        return SequenceDataset.Of("tiny", new TokenTable(vocabulary, rows.ToImmutable()) { Tokenizer = tokenizer });
    }

    /// <summary>A token for each character, small letters one after another; neither begin nor end.</summary>
    private sealed class Letters(int vocabulary) : Tokenizer
    {
        public override string Name => "letters";

        public override int Size => vocabulary;

        public override int? Begin => null;

        public override int? End => null;

        public override string Digest => Name;

        public override ImmutableArray<int> Encode(string text) =>
            [.. text.Select(letter => (letter - 'a' + (100 * vocabulary)) % vocabulary)];

        public override string Decode(IReadOnlyList<int> ids, bool special = false) =>
            string.Concat(ids.Select(static id => (char)('a' + id)));
    }

    private sealed class TinyNetwork : TokenNetwork
    {
        private const int Size = 16;
        private readonly Tensor _future;

        public TinyNetwork(int vocabulary, int context)
            : base(vocabulary, context)
        {
            Layout = ParameterLayout.Of([
                ("embedding", [vocabulary, Size], true),
                ("positions", [context, Size], true),
                ("query", [Size, Size], true),
                ("key", [Size, Size], true),
                ("value", [Size, Size], true),
                ("head", [vocabulary, Size], true),
            ]);
            _future = ones([context, context], ScalarType.Bool).triu(1).DetachFromDisposeScope();
        }

        public override ParameterLayout Layout { get; }

        public override ImmutableArray<ImmutableArray<string>> Layers =>
            [
                ["embedding", "positions"],
                ["query", "key", "value"],
                ["head"],
            ];

        public override long ValuesPerPoint => Context * (6L * Size + Context + Vocabulary);

        public override void Initialise(RandomKey key, Span<float> row)
        {
            foreach (ParameterShape array in Layout.Parameters)
            {
                KeyedInitialisation.Normal(key, array, 0.3, row);
            }
        }

        private protected override Tensor RepresentOne(MemberParameters parameters, Tensor tokens)
        {
            long length = tokens.size(1);
            Tensor values = parameters["embedding"]
                .index_select(0, tokens.flatten())
                .view(tokens.size(0), length, Size);
            values = values.add(parameters["positions"].narrow(0, 0, length));
            Tensor scores = values.matmul(parameters["query"]).matmul(values.matmul(parameters["key"]).transpose(1, 2));
            scores = scores.mul(0.25).masked_fill(_future.narrow(0, 0, length).narrow(1, 0, length), -1e30);
            return values.add(scores.softmax(-1).matmul(values.matmul(parameters["value"]))).tanh();
        }

        private protected override Tensor Project(MemberParameters parameters, Tensor hidden) =>
            hidden.matmul(parameters["head"].transpose(0, 1));
    }
}
