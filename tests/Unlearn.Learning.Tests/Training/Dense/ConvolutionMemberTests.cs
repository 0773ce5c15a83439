using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training.Dense;

public sealed class ConvolutionMemberTests
{
    private static readonly TestCaseData[] Shapes =
    [
        new(new[] { 1, 8, 8 }, new[] { 8, 16 }, 3, new[] { 12 }, Activation.Relu, OptimizerKind.Sgd, 64),
        new(new[] { 1, 8, 8 }, new[] { 6, 16 }, 5, new[] { 12, 9 }, Activation.Tanh, OptimizerKind.Adam, 37),
        new(new[] { 3, 7, 10 }, new[] { 5, 3 }, 3, Array.Empty<int>(), Activation.Relu, OptimizerKind.Sgd, 16),
        new(new[] { 2, 9, 12 }, new[] { 1, 4, 7 }, 3, new[] { 5 }, Activation.Tanh, OptimizerKind.Sgd, 17),
        new(new[] { 1, 4, 4 }, new[] { 9 }, 1, Array.Empty<int>(), Activation.Relu, OptimizerKind.Adam, 3),
        new(new[] { 1, 2, 3 }, new[] { 2 }, 7, new[] { 4 }, Activation.Tanh, OptimizerKind.Sgd, 1),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Training_by_hand_agrees_with_automatic_differentiation_in_float64(
        int[] shape,
        int[] channels,
        int kernel,
        int[] hidden,
        Activation activation,
        OptimizerKind optimizer,
        int batch
    )
    {
        TrainingData data = Problem(shape, channels, kernel, hidden, activation);
        MemberSpec[] members = Members(3, data.Dataset.Count, optimizer, batch);
        using ParameterStack start = Start(data.Network, members);
        using ParameterStack byHand = start.Clone();
        using ParameterStack automatic = start.Clone();
        StackTrainer.TrainStage(data, members, byHand, CancellationToken.None);
        foreach (int m in Enumerable.Range(0, members.Length))
        {
            using var own = new ParameterStack(start.Layout, automatic.Flat.narrow(0, m, 1));
            StackTrainer.TrainStage(
                data,
                [members[m]],
                own,
                checkpoints: null,
                witness: null,
                default,
                automatic: true
            );
        }

        double[] expected = automatic.Flat.data<double>().ToArray();
        Assert.That(byHand.Flat.data<double>().ToArray(), Is.EqualTo(expected).Within(1e-8));
        Assert.That(expected, Is.Not.EqualTo(start.Flat.data<double>().ToArray()).Within(1e-3));
    }

    [TestCaseSource(nameof(Shapes))]
    public void Values_and_gradients_in_float32_are_those_in_float64_up_to_rounding(
        int[] shape,
        int[] channels,
        int kernel,
        int[] hidden,
        Activation activation,
        OptimizerKind optimizer,
        int batch
    )
    {
        TrainingData data = Problem(shape, channels, kernel, hidden, activation);
        MemberSpec[] members = Members(2, data.Dataset.Count, optimizer, batch);
        using ParameterStack wide = Start(data.Network, members);
        using var single = new ParameterStack(wide.Layout, wide.Flat.to_type(ScalarType.Float32));
        int[][] points =
        [
            [.. Enumerable.Range(3, 41)],
            [7],
        ];
        using Tensor found = CrossEntropyGradient.Mean(data, single, points, out double[] losses);
        using Tensor expected = new AutogradBackend().MeanGradient(data, wide, points, out double[] right);

        int[] all = [.. Enumerable.Range(0, data.Dataset.Count)];
        double[][] logits = [.. Predictor.Logits(data, single, all).Select(table => table.Values.ToArray())];
        double[][] oracle =
        [
            .. new AutogradBackend().Logits(data, wide, all, default).Select(table => table.Values.ToArray()),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(losses, Is.EqualTo(right).Within(1e-5));
            Assert.That(
                found.to_type(ScalarType.Float64).data<double>().ToArray(),
                Is.EqualTo(expected.data<double>().ToArray()).Within(2e-5)
            );
            Assert.That(logits, Is.EqualTo(oracle).Within(1e-5));
        });
    }

    [TestCaseSource(nameof(Shapes))]
    public void Squares_of_single_points_gradients_are_those_of_automatic_differentiation(
        int[] shape,
        int[] channels,
        int kernel,
        int[] hidden,
        Activation activation,
        OptimizerKind optimizer,
        int batch
    )
    {
        TrainingData data = Problem(shape, channels, kernel, hidden, activation);
        using ParameterStack weights = Start(data.Network, Members(2, data.Dataset.Count, optimizer, batch));
        PointSet[] sets = [new(Enumerable.Range(0, 37)), new([])];
        using Tensor empirical = DenseFisher.Empirical<double>(data, weights, sets, default);
        using Tensor expected = DenseFisher.Expected<double>(data, weights, sets, default);
        using Tensor rightEmpirical = MemberwiseFisher.Empirical(data, weights, sets, default);
        using Tensor rightExpected = MemberwiseFisher.Expected(data, weights, sets, default);

        double[] right = rightEmpirical.data<double>().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(empirical.data<double>().ToArray(), Is.EqualTo(right).Within(1e-12));
            Assert.That(
                expected.data<double>().ToArray(),
                Is.EqualTo(rightExpected.data<double>().ToArray()).Within(1e-12)
            );
            Assert.That(right.Max(), Is.GreaterThan(1e-5));
        });
    }

    [TestCaseSource(nameof(Shapes))]
    public void A_member_alone_has_the_bits_that_it_has_in_any_stack(
        int[] shape,
        int[] channels,
        int kernel,
        int[] hidden,
        Activation activation,
        OptimizerKind optimizer,
        int batch
    )
    {
        TrainingData data = Problem(shape, channels, kernel, hidden, activation);
        MemberSpec[] members = Members(3, data.Dataset.Count, optimizer, batch);
        float[][] together = Train(data, members);
        foreach (int m in Enumerable.Range(0, members.Length))
        {
            Assert.That(Train(data, [members[m]])[0], Is.EqualTo(together[m]), $"member {m}");
        }
    }

    [Test]
    public void A_points_logits_have_the_same_bits_in_any_company()
    {
        TrainingData data = Problem([1, 8, 8], [6, 16], 3, [20], Activation.Relu);
        using ParameterStack wide = Start(data.Network, Members(1, data.Dataset.Count, OptimizerKind.Sgd, 16));
        using var weights = new ParameterStack(wide.Layout, wide.Flat.to_type(ScalarType.Float32));
        double[] all = Predictor.Logits(data, weights, [.. Enumerable.Range(0, 90)])[0].Values.ToArray();
        foreach (
            int[] some in (int[][])
                [
                    [5],
                    [89, 1],
                    [.. Enumerable.Range(20, 33)],
                ]
        )
        {
            double[] found = Predictor.Logits(data, weights, some)[0].Values.ToArray();
            Assert.That(found, Is.EqualTo(some.SelectMany(point => all.AsSpan(point * 3, 3).ToArray())));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Layers_below_the_lowest_one_get_no_gradient_and_those_above_the_same(int lowest)
    {
        TrainingData data = Problem([1, 8, 8], [4, 6], 3, [20], Activation.Relu);
        using ParameterStack start = Start(data.Network, Members(1, data.Dataset.Count, OptimizerKind.Sgd, 16));
        int[] points = [.. Enumerable.Range(0, 30)];
        double[] whole = Gradient(0);
        double[] part = Gradient(lowest);
        string[] below = [.. data.Network.Layers.Take(lowest).SelectMany(static layer => layer)];
        foreach (ParameterShape parameter in data.Network.Layout.Parameters)
        {
            double[] expected = whole[parameter.Offset..(parameter.Offset + parameter.Count)];
            double[] found = part[parameter.Offset..(parameter.Offset + parameter.Count)];
            if (below.Contains(parameter.Name))
            {
                Assert.That(found, Is.All.Zero, parameter.Name);
            }
            else
            {
                Assert.That(found, Is.EqualTo(expected), parameter.Name);
            }
        }

        double[] Gradient(int from)
        {
            FeatureRows<double> rows = data.Tensors.Rows<double>();
            using NativeMember<double> member = NativeMembers.Of<double>(data.Network, points.Length);
            member.Load(start.Flat.data<double>().ToArray());
            Span<double> logits = member.Forward(rows, points);
            SoftmaxErrors.Fill<double>(logits, data.Dataset.Labels, points, 3, member.Stride, member.LogitErrors, 1.0);
            member.Backward(rows, points, default(NoStep<double>), from);
            var row = new double[data.Network.Layout.Width];
            member.StoreGradient(row);
            return row;
        }
    }

    private static TrainingData Problem(int[] shape, int[] channels, int kernel, int[] hidden, Activation activation)
    {
        var model = new Cnn
        {
            Channels = [.. channels],
            Kernel = kernel,
            Hidden = [.. hidden],
            Activation = activation,
        };
        Dataset dataset = Toy.Dataset(90, shape.Aggregate(1, static (product, size) => product * size), 3);
        return new TrainingData(dataset, model.Bind([.. shape], 3));
    }

    private static MemberSpec[] Members(int count, int points, OptimizerKind optimizer, int batch) =>
        Toy.Members(
            count,
            points,
            new TrainingOptions
            {
                Optimizer = optimizer,
                LearningRate = optimizer == OptimizerKind.Adam ? 0.003 : 0.05,
                BatchSize = batch,
                Epochs = 2,
                WeightDecay = 1e-3,
            }
        );

    private static ParameterStack Start(Network network, MemberSpec[] members)
    {
        using ParameterStack single = StackTrainer.Initialise(network, members.Select(static m => m.Seed));
        return new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
    }

    private static float[][] Train(TrainingData data, MemberSpec[] members)
    {
        using ParameterStack weights = new StackTrainer().Train(data, members, CancellationToken.None);
        return [.. weights.Flat.data<float>().ToArray().Chunk(data.Network.Layout.Width)];
    }
}
