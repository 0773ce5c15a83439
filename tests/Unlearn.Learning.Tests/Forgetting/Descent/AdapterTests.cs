using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Descent;

/// <summary>Low-rank adapters of language models.</summary>
public sealed class AdapterTests
{
    private static readonly Dataset Texts = TinyText.Dataset(12);

    private static readonly TransformerNetwork[] Networks =
    [
        (TransformerNetwork)
            new Llama
            {
                Width = 16,
                Blocks = 2,
                Heads = 4,
                KeyHeads = 2,
            }.Bind(Texts.Answers, Texts.FeatureShape[0]),
        (TransformerNetwork)
            new Gpt2
            {
                Width = 16,
                Blocks = 2,
                Heads = 4,
            }.Bind(Texts.Answers, Texts.FeatureShape[0]),
    ];

    [Test]
    public void Each_matrix_moves_by_its_rank_and_nothing_else_moves([Values(0, 1)] int network)
    {
        using ParameterStack original = StackTrainer.Initialise(Networks[network], [new RandomKey(3)]);
        var method = new GradDiff
        {
            Epochs = 3,
            LearningRate = 0.01,
            Adapter = new Adapter { Rank = 2, Layers = AdaptedLayers.Attention },
        };

        using ParameterStack after = Unlearn(method, Networks[network], original, 1);

        foreach (ParameterShape array in original.Layout.Parameters)
        {
            Tensor moved = ParameterStack.View(after.Flat, array).sub(ParameterStack.View(original.Flat, array));
            bool attention = Networks[network]
                .Projections.Any(one => one.Name == array.Name && one.Kind == ProjectionKind.Attention);
            double[] sizes = attention
                ? linalg.svdvals(moved.squeeze(0).to_type(ScalarType.Float64)).data<double>().ToArray()
                : [.. moved.to_type(ScalarType.Float64).abs().flatten().data<double>().ToArray()];

            Assert.That(sizes.Count(static size => size > 1e-6), Is.EqualTo(attention ? 2 : 0), array.Name);
        }
    }

    [Test]
    public void It_is_the_same_as_training_both_factors_by_hand()
    {
        Network network = Networks[0];
        using ParameterStack single = StackTrainer.Initialise(network, [new RandomKey(3)]);
        using var original = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
        var adapter = new Adapter
        {
            Rank = 3,
            Alpha = 6.0,
            Layers = AdaptedLayers.FeedForward,
        };
        var method = new GradientAscent
        {
            Steps = 2,
            LearningRate = 0.1,
            TargetLoss = 1e9,
            BatchSize = 99,
            Adapter = adapter,
        };

        using ParameterStack after = Unlearn(method, network, original, 1);

        var adapted = new AdaptedStack(adapter, network, original);
        using ParameterStack start = adapted.Begin([Requests(1)[0].Seed.Derive("adapter")]);
        Dictionary<string, Tensor> factors = start.Layout.Parameters.ToDictionary(
            static array => array.Name,
            array => ParameterStack.View(start.Flat, array)[0].clone()
        );
        for (int step = 0; step < 2; step++)
        {
            string[] names = [.. factors.Keys];
            Tensor[] leaves = [.. names.Select(name => factors[name].detach().requires_grad_())];
            Tensor flat = original.Flat.clone();
            foreach (ParameterShape array in network.Layout.Parameters)
            {
                int down = Array.IndexOf(names, array.Name + ".a");
                if (down >= 0)
                {
                    // Written in without a view, so that the graph sees it.
                    Tensor product = leaves[Array.IndexOf(names, array.Name + ".b")].matmul(leaves[down]).mul(2.0);
                    flat = cat(
                        [
                            flat.narrow(1, 0, array.Offset),
                            flat.narrow(1, array.Offset, array.Count).add(product.flatten()),
                            flat.narrow(1, array.Offset + array.Count, flat.size(1) - array.Offset - array.Count),
                        ],
                        1
                    );
                }
            }

            var data = new TrainingData(Texts, network);
            PaddedBatch batch = data.Tensors.Batch(
                [
                    [.. Requests(1)[0].Forget],
                ],
                type: ScalarType.Float64
            );
            using var whole = new ParameterStack(network.Layout, flat);
            Tensor loss = CrossEntropy.Mean(network.Predict(whole, batch.Inputs, batch.Places), batch).neg();
            Tensor[] gradients = GuardedAutograd.Gradients(loss, leaves);
            for (int i = 0; i < names.Length; i++)
            {
                factors[names[i]] = leaves[i].sub(gradients[i].mul(0.1)).detach();
            }
        }

        foreach (ParameterShape array in network.Layout.Parameters)
        {
            Tensor expected = ParameterStack.View(original.Flat, array)[0];
            expected = factors.TryGetValue(array.Name + ".a", out Tensor? a)
                ? expected.add(factors[array.Name + ".b"].matmul(a).mul(2.0))
                : expected;

            Assert.That(
                ParameterStack.View(after.Flat, array)[0].sub(expected).abs().max().item<double>(),
                Is.LessThan(1e-9),
                array.Name
            );
        }
    }

    [Test]
    public void A_member_alone_has_the_bits_that_it_has_in_a_stack()
    {
        using ParameterStack originals = StackTrainer.Initialise(Networks[0], [new RandomKey(3), new RandomKey(4)]);
        var method = new Undial { Epochs = 2, Adapter = new Adapter() };
        using ParameterStack together = Unlearn(method, Networks[0], originals, 2);
        for (int member = 0; member < 2; member++)
        {
            using ParameterStack one = originals.Slice(member, 1);
            using ParameterStack alone = method.Unlearn(
                new UnlearningContext(
                    new TrainingData(Texts, Networks[0]),
                    one,
                    [Requests(2)[member]],
                    new CostCounter(1)
                ),
                default
            );

            Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"member {member}");
        }
    }

    [Test]
    public void What_is_shown_of_each_step_is_the_model_and_not_the_adapter()
    {
        using ParameterStack originals = StackTrainer.Initialise(Networks[0], [new RandomKey(3), new RandomKey(4)]);
        var path = new List<(int Member, float[] Row)>();
        UnlearningContext context = new(
            new TrainingData(Texts, Networks[0]),
            originals,
            Requests(2),
            new CostCounter(2)
        )
        {
            OnStep = (member, row) => path.Add((member, row)),
        };

        using ParameterStack after = new Undial { Epochs = 2, Adapter = new Adapter() }.Unlearn(context, default);

        for (int member = 0; member < 2; member++)
        {
            float[][] rows = [.. path.Where(step => step.Member == member).Select(static step => step.Row)];
            Assert.That(rows, Has.Length.GreaterThan(1));
            Assert.That(rows[^1], Is.EqualTo(after.ToRows()[member]));
            Assert.That(rows[0], Is.Not.EqualTo(rows[^1]));
        }
    }

    [Test]
    public void A_model_without_blocks_is_refused()
    {
        var data = new TrainingData(Texts, new TinyText().Bind(Texts.Answers, Texts.FeatureShape[0]));
        foreach (
            IWeightMethod method in (IWeightMethod[])
                [new Npo { Adapter = new Adapter() }, new Undial { Adapter = new Adapter() }]
        )
        {
            Assert.That(
                method.RefusalOf(data, Requests(1)[0], new PointSet([])),
                Does.Contain("`llama` and `gpt2` have")
            );
        }
    }

    private static ForgetRequest[] Requests(int members) =>
        [
            .. Enumerable
                .Range(0, members)
                .Select(static member => new ForgetRequest(
                    new RandomKey(7).Derive(member),
                    new PointSet(Enumerable.Range(0, 12)),
                    new PointSet([member, 5, 7]),
                    new TrainingOptions()
                )),
        ];

    private static ParameterStack Unlearn(
        IWeightMethod method,
        Network network,
        ParameterStack originals,
        int members
    ) =>
        method.Unlearn(
            new UnlearningContext(
                new TrainingData(Texts, network),
                originals,
                Requests(members),
                new CostCounter(members)
            ),
            default
        );
}
