using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

public sealed class SequenceBatchTests
{
    // Two points, by hand: five tokens of which the last two are asked for, and three of which the last is.
    private static readonly TokenTable Table = new(
        10,
        [TokenSequence.After([5, 6, 7, 8, 9], 3), TokenSequence.After([1, 2, 3], 2)]
    );

    [Test]
    public void The_output_one_place_before_answers_each_labelled_token_and_no_other()
    {
        var batch = SequenceBatch.Gather(
            Table,
            [
                [0, 1],
            ],
            2,
            ScalarType.Float32
        );

        Assert.Multiple(() =>
        {
            Assert.That(Table.Width, Is.EqualTo(16));
            Assert.That(
                Longs(batch.Labels),
                Is.EqualTo([8, 9, 3]),
                "the first token of an answer is asked for, the last too"
            );
            Assert.That(Longs(batch.Places), Is.EqualTo([2, 3, 16 + 1]));
            Assert.That(Longs(batch.Rows), Is.EqualTo([0, 0, 1]));
            Assert.That(Longs(batch.Inputs).Take(6), Is.EqualTo([5, 6, 7, 8, 9, 0]));
        });
    }

    [Test]
    public void A_point_counts_once_whatever_its_length_and_prompts_dilute_nothing()
    {
        var batch = SequenceBatch.Gather(
            Table,
            [
                [0, 1],
            ],
            4,
            ScalarType.Float64
        );

        Assert.That(batch.Weights.data<double>().ToArray(), Is.EqualTo([0.25, 0.25, 0.5]));
    }

    [Test]
    public void A_batch_is_the_mean_of_its_rows_and_equals_what_is_written_out()
    {
        TrainingData data = Data(5, out ParameterStack weights);
        using ParameterStack own = weights;

        double whole = Loss(data, own, [0, 1, 2, 3, 4]);
        double mean = Enumerable.Range(0, 5).Average(point => Loss(data, own, [point]));
        double byHand = Enumerable.Range(0, 5).Average(point => LossByHand(data, own, point));

        Assert.Multiple(() =>
        {
            Assert.That(whole, Is.EqualTo(mean).Within(1e-12));
            Assert.That(whole, Is.EqualTo(byHand).Within(1e-12));
        });
    }

    [Test]
    public void What_stands_beyond_the_end_changes_neither_loss_nor_gradient_by_a_bit()
    {
        TrainingData data = Data(4, out ParameterStack weights);
        using ParameterStack own = weights;
        PaddedBatch batch = data.Tensors.Batch(
            [
                [1, 2, 3],
            ],
            type: ScalarType.Float64
        );
        Tensor changed = batch.Inputs.clone();
        for (int row = 0; row < 3; row++)
        {
            int length = data.Dataset.Sequences![row + 1].Tokens.Length;
            changed.select(0, 0).select(0, row).narrow(0, length, 16 - length).fill_(7);
        }

        Assert.That(
            Gradient(batch with { Inputs = changed }).data<double>().ToArray(),
            Is.EqualTo(Gradient(batch).data<double>().ToArray())
        );

        Tensor Gradient(PaddedBatch of) =>
            LossGradient.Of(own, tracked => CrossEntropy.Mean(data.Network.Predict(tracked, of.Inputs, of.Places), of));
    }

    [Test]
    public void A_longer_point_in_the_batch_changes_the_others_by_rounding_alone()
    {
        TrainingData data = Data(4, out ParameterStack weights);
        using ParameterStack own = weights;
        TokenTable table = data.Dataset.Sequences!;
        int[] some = [.. Enumerable.Range(0, 4)];
        var longer = SequenceDataset.Of(
            "longer",
            new TokenTable(
                table.Vocabulary,
                [.. some.Select(point => table[point]), TokenSequence.After([.. Enumerable.Repeat(1, 40)], 2)]
            )
        );
        var wide = new TrainingData(longer, new WideContext(data.Network, 48).Network);
        using ParameterStack stretched = WideContext.Stretch(own, wide.Network);

        Assert.That(Loss(wide, stretched, some), Is.EqualTo(Loss(data, own, some)).Within(1e-12));
    }

    [TestCase(0, TestName = "a first token")]
    [TestCase(9, TestName = "no token")]
    public void A_mask_that_asks_for(int place)
    {
        bool[] mask = [.. Enumerable.Range(0, 3).Select(i => i == place)];

        Assert.That(
            () => new TokenTable(5, [new TokenSequence([1, 2, 3], [.. mask])]),
            Throws.ArgumentException.With.Message.Contains("never for the first")
        );
    }

    private static TrainingData Data(int points, out ParameterStack weights)
    {
        var dataset = TinyText.Dataset(points);
        var data = new TrainingData(dataset, new TinyText().Bind(dataset.Sequences!.Vocabulary, 16));
        using ParameterStack single = StackTrainer.Initialise(data.Network, [new RandomKey(5)]);
        weights = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
        return data;
    }

    private static double Loss(TrainingData data, ParameterStack weights, int[] points)
    {
        PaddedBatch batch = data.Tensors.Batch([points], type: ScalarType.Float64);
        return CrossEntropy.Mean(data.Network.Predict(weights, batch.Inputs, batch.Places), batch).item<double>();
    }

    // The definition: unpadded, one token after another, the whole distribution at each place.
    private static double LossByHand(TrainingData data, ParameterStack weights, int point)
    {
        TokenSequence row = data.Dataset.Sequences![point];
        Tensor logits = data.Network.Forward(
            weights,
            tensor([.. row.Tokens.Select(static id => (long)id)]).view(1, 1, -1)
        );
        double[] asked =
        [
            .. Enumerable
                .Range(0, row.Tokens.Length)
                .Where(place => row.Labelled[place])
                .Select(place => -logits[0, 0, place - 1].log_softmax(-1)[row.Tokens[place]].item<double>()),
        ];
        return asked.Average();
    }

    private static long[] Longs(Tensor values) => values.contiguous().data<long>().ToArray();

    /// <summary>The same network with room for longer sequences.</summary>
    private sealed class WideContext(Network network, int context)
    {
        public Network Network { get; } = new TinyText().Bind(((TokenNetwork)network).Vocabulary, context);

        public static ParameterStack Stretch(ParameterStack narrow, Network wide)
        {
            Tensor flat = zeros([1, wide.Layout.Width], ScalarType.Float64);
            foreach (ParameterShape array in narrow.Layout.Parameters)
            {
                flat.narrow(1, wide.Layout[array.Name].Offset, array.Count)
                    .copy_(narrow.Flat.narrow(1, array.Offset, array.Count));
            }

            return new ParameterStack(wide.Layout, flat);
        }
    }
}
