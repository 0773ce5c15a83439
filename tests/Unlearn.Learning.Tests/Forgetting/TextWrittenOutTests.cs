using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Models;
using Unlearn.Learning.Tests.Training.Sequences;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>
/// Losses of methods on texts, written out again from their papers over unpadded sequences, one after another, in float64: a mask that is not
/// shifted, prompts that count, sums where means are meant and a teacher that follows its student would end elsewhere.
/// </summary>
public sealed class TextWrittenOutTests
{
    private const int Whole = 999;
    private const double Rate = 0.3;

    private TrainingData _data = null!;
    private ForgetRequest _request = null!;
    private ParameterStack _original = null!;

    [OneTimeSetUp]
    public void Train()
    {
        var dataset = TinyText.Dataset(12);
        _data = new TrainingData(dataset, new TinyText().Bind(dataset.Answers, dataset.FeatureShape[0]));
        var training = new TrainingOptions
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.02,
            Epochs = 10,
        };
        var all = new PointSet(Enumerable.Range(0, 12));
        _request = new ForgetRequest(new RandomKey(4), all, new PointSet([0, 5, 7]), training);
        using ParameterStack single = new StackTrainer().Train(_data, [_request.Original], default);
        _original = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
    }

    [OneTimeTearDown]
    public void Free() => _original?.Dispose();

    [Test]
    public void Negative_gradients_are_means_over_points_of_means_over_tokens()
    {
        var method = new NegGradPlus
        {
            Alpha = 0.7,
            LearningRate = Rate,
            Epochs = 3,
            BatchSize = Whole,
            Momentum = 0.0,
        };

        AssertEnds(
            method,
            3,
            student => student.MeanLoss(_request.Retain).mul(0.7).sub(student.MeanLoss(_request.Forget).mul(0.3))
        );
    }

    [Test]
    public void A_preference_is_measured_by_the_whole_answer()
    {
        var method = new Npo
        {
            Beta = 0.4,
            Alpha = 0.5,
            LearningRate = Rate,
            Epochs = 3,
            BatchSize = Whole,
        };

        AssertEnds(
            method,
            3,
            student =>
                Mean(
                        _request.Forget,
                        point =>
                            student
                                .Losses(point)
                                .sum()
                                .sub(student.Original(point).sum())
                                .mul(-0.4)
                                .exp()
                                .add(1.0)
                                .log()
                                .mul(2 / 0.4)
                    )
                    .add(student.MeanLoss(_request.Retain).mul(0.5))
        );
    }

    [Test]
    public void A_small_beta_of_preference_is_gradient_ascent()
    {
        using ParameterStack npo = Unlearn(
            new Npo
            {
                Beta = 1e-6,
                Alpha = 0.0,
                LearningRate = Rate,
                Epochs = 1,
                BatchSize = Whole,
            }
        );

        // The gradient of the sum over tokens, where ascent takes their mean.
        double[] ascent = ByHand(1, student => Mean(_request.Forget, point => student.Losses(point).sum()).mul(-1.0));
        Assert.That(Bits.Doubles(npo), Is.EqualTo(ascent).Within(1e-6));
    }

    [Test]
    public void Distillation_compares_whole_laws_at_labelled_tokens_alone()
    {
        var method = new Scrub
        {
            Alpha = 0.6,
            Gamma = 0.4,
            Temperature = 2.0,
            Epochs = 1,
            AscentEpochs = 0,
            LearningRate = Rate,
            BatchSize = Whole,
            Momentum = 0.0,
        };

        // The first step starts at the teacher, where the divergence is flat, so there are two.
        AssertEnds(
            method with
            {
                Epochs = 2,
            },
            2,
            student =>
                Mean(_request.Retain, point => student.Divergence(point, 2.0).mean())
                    .mul(0.6)
                    .add(student.MeanLoss(_request.Retain).mul(0.4))
        );
    }

    private void AssertEnds(IWeightMethod method, int steps, Func<Student, Tensor> loss)
    {
        using ParameterStack after = Unlearn(method);

        Assert.That(Bits.Doubles(after), Is.EqualTo(ByHand(steps, loss)).Within(1e-9));
    }

    private ParameterStack Unlearn(IWeightMethod method) =>
        method.Unlearn(new UnlearningContext(_data, _original, [_request], new CostCounter(1)), default);

    private double[] ByHand(int steps, Func<Student, Tensor> loss)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = _original.Flat.clone();
        for (int step = 0; step < steps; step++)
        {
            var parameters = new ParameterStack(_original.Layout, weights.detach().requires_grad_());
            Tensor gradient = GuardedAutograd.Gradients(loss(new Student(this, parameters)), [parameters.Flat])[0];
            weights = weights.sub(gradient.mul(Rate)).detach();
        }

        return weights.data<double>().ToArray();
    }

    private static Tensor Mean(PointSet points, Func<int, Tensor> one) => stack([.. points.Select(one)]).mean();

    /// <summary>A model that is unlearned, one sequence after another.</summary>
    private sealed class Student(TextWrittenOutTests test, ParameterStack parameters)
    {
        public Tensor MeanLoss(PointSet points) => Mean(points, point => Losses(point).mean());

        /// <summary>-log p of each labelled token.</summary>
        public Tensor Losses(int point) => Losses(point, parameters);

        /// <summary>The same by the original.</summary>
        public Tensor Original(int point) => Losses(point, test._original).detach();

        /// <summary>T^2 KL(original || student) of each labelled token.</summary>
        public Tensor Divergence(int point, double temperature)
        {
            Tensor teacher = Logits(point, test._original).detach().div(temperature).log_softmax(-1);
            Tensor student = Logits(point, parameters).div(temperature).log_softmax(-1);
            return teacher.exp().mul(teacher.sub(student)).sum(-1, keepdim: false).mul(temperature * temperature);
        }

        private Tensor Losses(int point, ParameterStack weights) =>
            Logits(point, weights).log_softmax(-1).gather(-1, Labels(point).unsqueeze(-1)).squeeze(-1).neg();

        private Tensor Labels(int point)
        {
            var row = test._data.Dataset.Sequences![point];
            return tensor([.. row.Tokens.Where((_, place) => row.Labelled[place]).Select(static id => (long)id)]);
        }

        private Tensor Logits(int point, ParameterStack weights)
        {
            var row = test._data.Dataset.Sequences![point];
            Tensor tokens = tensor([.. row.Tokens.Select(static id => (long)id)]).view(1, 1, -1);
            Tensor all = test._data.Network.Forward(weights, tokens)[0, 0];
            return stack([
                .. Enumerable
                    .Range(1, row.Tokens.Length - 1)
                    .Where(place => row.Labelled[place])
                    .Select(place => all[place - 1]),
            ]);
        }
    }
}
