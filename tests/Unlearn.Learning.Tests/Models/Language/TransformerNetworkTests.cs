using System.Collections.Immutable;
using TorchSharp;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models.Language;

/// <summary>Both architectures against loops, and what holds of any causal model.</summary>
[TestFixture]
public sealed class TransformerNetworkTests
{
    private const int Vocabulary = 23;
    private const int Context = 32;

    private static readonly int[] Tokens = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3];

    private static IEnumerable<TestCaseData> Models()
    {
        var small = new Llama
        {
            Width = 16,
            Blocks = 2,
            Heads = 4,
            FeedForward = 24,
        };
        yield return Case(small, "llama");
        yield return Case(small with { Rotary = RotaryConvention.Interleaved }, "llama interleaved");
        yield return Case(
            small with
            {
                KeyHeads = 2,
                TiedHead = false,
                RotaryBase = 500,
                Epsilon = 1e-3,
            },
            "llama grouped, own head"
        );
        yield return Case(small with { KeyHeads = 1 }, "llama one key head");
        yield return Case(
            new Gpt2
            {
                Width = 16,
                Blocks = 2,
                Heads = 4,
            },
            "gpt2"
        );
        yield return Case(
            new Gpt2
            {
                Width = 12,
                Blocks = 1,
                Heads = 3,
                FeedForward = 20,
                Positions = 40,
            },
            "gpt2 uneven"
        );

        static TestCaseData Case(ITextModel model, string name) => new TestCaseData(model).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Models))]
    public void Logits_are_those_of_plain_loops(ITextModel model)
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(model);
        double[][] expected = new NaiveTransformer(network, row).Logits(Tokens);
        using ParameterStack stack = Double(network, row);
        double[] found = Logits(network, stack, Tokens);
        Assert.That(found, Is.EqualTo(expected.SelectMany(static values => values)).Within(1e-12));
    }

    [TestCaseSource(nameof(Models))]
    public void What_follows_changes_nothing_before_it_bit_for_bit(ITextModel model)
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(model);
        using ParameterStack stack = ParameterRows.ToStack(network.Layout, [row]);
        int[] other = [.. Tokens];
        Array.Fill(other, 0, 7, other.Length - 7);
        double[] first = Logits(network, stack, Tokens);
        double[] second = Logits(network, stack, other);
        Assert.That(second[..(7 * Vocabulary)], Is.EqualTo(first[..(7 * Vocabulary)]));
        Assert.That(second[(7 * Vocabulary)..], Is.Not.EqualTo(first[(7 * Vocabulary)..]));
    }

    [TestCaseSource(nameof(Models))]
    public void A_member_alone_and_in_a_stack_has_the_same_bits(ITextModel model)
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(model);
        (_, float[] other) = Bound(model, seed: 8);
        using ParameterStack alone = ParameterRows.ToStack(network.Layout, [row]);
        using ParameterStack company = ParameterRows.ToStack(network.Layout, [other, row, other]);
        Tensor tokens = tensor(Tokens, ScalarType.Int64).view(1, 1, -1);
        Tensor both = network.Forward(company, tokens.expand(3, -1, -1));
        Assert.That(
            both.select(0, 1).data<float>().ToArray(),
            Is.EqualTo(network.Forward(alone, tokens).select(0, 0).data<float>().ToArray())
        );
    }

    [TestCaseSource(nameof(Models))]
    public void Gradients_are_slopes(ITextModel model)
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(model);
        using ParameterStack stack = Double(network, row);
        using ParameterStack tracked = stack.Track();
        Tensor gradient = autograd.grad([Loss(tracked)], [tracked.Flat])[0];
        double[] slopes = gradient.view(-1).data<double>().ToArray();
        var random = new RandomKey(5);
        foreach (ParameterShape array in network.Layout.Parameters)
        {
            int at = array.Offset + (int)(random.Derive(array.Name).Uniform(0) * array.Count);
            double rise = Nudged(at, 1e-5) - Nudged(at, -1e-5);
            Assert.That(slopes[at], Is.EqualTo(rise / 2e-5).Within(1e-8), array.Name);
        }

        Tensor Loss(ParameterStack parameters) =>
            network.Forward(parameters, tensor(Tokens, ScalarType.Int64).view(1, 1, -1)).square().mean();

        double Nudged(int at, double by)
        {
            using ParameterStack moved = stack.Clone();
            Tensor place = moved.Flat.select(0, 0).narrow(0, at, 1);
            place.add_(by);
            return Loss(moved).item<double>();
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Decoding_with_kept_keys_gives_what_reading_everything_again_gives(ITextModel model)
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(model);
        using ParameterStack stack = ParameterRows.ToStack(network.Layout, [row]);
        List<int> all = [7, 7, 2];
        while (all.Count < network.Context)
        {
            double[] logits = Logits(network, stack, [.. all])[^Vocabulary..];
            all.Add(Array.IndexOf(logits, logits.Max()));
        }

        ImmutableArray<int>[] prompts =
        [
            [.. all[..3]],
        ];
        var greedy = new GreedyBatch(network, [stack]);
        Assert.That(greedy.Continue(prompts, 1000, null)[0], Is.EqualTo(all[3..]));
        int end = all[10];
        int until = all.IndexOf(end, 3) - 3;
        Assert.That(greedy.Continue(prompts, 1000, end)[0], Is.EqualTo(all.Skip(3).Take(until)));
    }

    [TestCaseSource(nameof(Models))]
    public void Decoding_many_gives_what_decoding_each_gives_whoever_is_beside_it(ITextModel model)
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(model);
        using ParameterStack stack = ParameterRows.ToStack(network.Layout, [row]);
        ImmutableArray<int>[] prompts =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i =>
                    (ImmutableArray<int>)[.. Enumerable.Range(i, 1 + (i % 5)).Select(j => j * 7 % Vocabulary)]
                ),
        ];
        var greedy = new GreedyBatch(network, [stack]);
        int end = greedy.Continue([prompts[3]], 6, null)[0][^1];

        ImmutableArray<ImmutableArray<int>> all = greedy.Continue(prompts, 6, end);

        using (Assert.EnterMultipleScope())
        {
            for (int i = 0; i < prompts.Length; i++)
            {
                Assert.That(all[i], Is.EqualTo(greedy.Continue([prompts[i]], 6, end)[0]), $"prompt {i}");
            }

            Assert.That(
                greedy.Continue([prompts[4]], 1000, null)[0],
                Has.Length.EqualTo(network.Context - prompts[4].Length)
            );
        }
    }

    [Test]
    public void Several_members_vote_at_every_token()
    {
        using IDisposable scope = NewDisposeScope();
        (TransformerNetwork network, float[] row) = Bound(
            new Llama
            {
                Width = 8,
                Blocks = 1,
                Heads = 2,
            }
        );
        (_, float[] other) = Bound(
            new Llama
            {
                Width = 8,
                Blocks = 1,
                Heads = 2,
            },
            seed: 8
        );
        using ParameterStack mine = ParameterRows.ToStack(network.Layout, [row]);
        using ParameterStack theirs = ParameterRows.ToStack(network.Layout, [other]);
        ImmutableArray<int>[] prompts =
        [
            [1, 2, 3],
        ];

        Assert.That(
            new GreedyBatch(network, [theirs, mine, mine]).Continue(prompts, 8, null)[0],
            Is.EqualTo(new GreedyBatch(network, [mine]).Continue(prompts, 8, null)[0]),
            "two of three"
        );
        Assert.That(
            new GreedyBatch(network, [theirs]).Continue(prompts, 8, null)[0],
            Is.Not.EqualTo(new GreedyBatch(network, [mine]).Continue(prompts, 8, null)[0]),
            "or nothing was to be decided"
        );
    }

    [TestCaseSource(nameof(Models))]
    public void Layers_go_from_the_embedding_to_the_head(ITextModel model)
    {
        (TransformerNetwork network, _) = Bound(model);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                network.Layers.SelectMany(static layer => layer),
                Is.EqualTo(network.Layout.Parameters.Select(static parameter => parameter.Name))
            );
            Assert.That(network.Layers[0][0], Does.Contain("embed").Or.EqualTo("wte.weight"));
            Assert.That(
                network.Layers.Length,
                Is.EqualTo(network.Blocks + (model is Llama { TiedHead: false } ? 2 : 1))
            );
        }
    }

    [Test]
    public void Sizes_that_do_not_divide_are_refused_with_near_ones()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => new Llama { Width = 20, Heads = 4 }.Bind(9, 9),
                Throws.TypeOf<InputException>().With.Message.Contains("16 is near")
            );
            Assert.That(() => new Llama { Heads = 4, KeyHeads = 3 }.Bind(9, 9), Throws.TypeOf<InputException>());
            Assert.That(
                () => new Gpt2 { Width = 10, Heads = 4 }.Bind(9, 9),
                Throws.TypeOf<InputException>().With.Message.Contains("8 is near")
            );
            Assert.That(
                () => new Gpt2 { Positions = 8 }.Bind(9, 9),
                Throws.TypeOf<InputException>().With.Message.Contains("8 positions")
            );
        }
    }

    private static (TransformerNetwork Network, float[] Row) Bound(ITextModel model, int seed = 7)
    {
        var network = (TransformerNetwork)model.Bind(Vocabulary, Context);
        var row = new float[network.Layout.Width];
        network.Initialise(new RandomKey((ulong)seed), row);

        // A fresh model answers nearly the same everywhere; larger weights make mistakes visible.
        foreach (ParameterShape array in network.Layout.Parameters)
        {
            RandomKey key = new RandomKey((ulong)seed).Derive("larger").Derive(array.Name);
            for (int i = 0; i < array.Count; i++)
            {
                row[array.Offset + i] += (float)(0.3 * key.Normal((ulong)i));
            }
        }

        return (network, row);
    }

    private static ParameterStack Double(TransformerNetwork network, float[] row)
    {
        using ParameterStack single = ParameterRows.ToStack(network.Layout, [row]);
        return new ParameterStack(network.Layout, single.Flat.to_type(ScalarType.Float64));
    }

    private static double[] Logits(TransformerNetwork network, ParameterStack stack, int[] tokens)
    {
        using IDisposable untracked = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = network.Forward(stack, tensor(tokens, ScalarType.Int64).view(1, 1, -1));
        return logits.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
