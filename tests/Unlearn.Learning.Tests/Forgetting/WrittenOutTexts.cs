using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>
/// Losses of methods on texts, written out again from their papers over unpadded sequences, one after another, in float64: a mask that is not
/// shifted, prompts that count, sums where means are meant and a teacher that follows its student would end elsewhere.
/// </summary>
public abstract class WrittenOutTexts
{
    protected const int Whole = 999;
    protected const double Rate = 0.3;
    protected const double AdamRate = 1e-3;

    private TrainingData _data = null!;
    private ForgetRequest _request = null!;
    private ParameterStack _original = null!;

    private protected TrainingData Data => _data;

    private protected ForgetRequest Request => _request;

    private protected ParameterStack Start => _original;

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

    /// <summary>Steps of Adam of length <see cref="AdamRate"/>, written out.</summary>
    protected static Func<Tensor, Tensor> Adam()
    {
        Tensor? first = null;
        Tensor? second = null;
        int steps = 0;
        return gradient =>
        {
            steps++;
            first = (first ?? zeros_like(gradient)).mul(0.9).add(gradient.mul(0.1));
            second = (second ?? zeros_like(gradient)).mul(0.999).add(gradient.mul(gradient).mul(0.001));
            Tensor size = second.div(1.0 - Math.Pow(0.999, steps)).sqrt().add(1e-8);
            return first.div(1.0 - Math.Pow(0.9, steps)).div(size).mul(-AdamRate);
        };
    }

    private protected void AssertEnds(IWeightMethod method, int steps, Func<Student, Tensor> loss)
    {
        using ParameterStack after = Unlearn(method);

        Assert.That(Bits.Doubles(after), Is.EqualTo(ByHand(steps, loss)).Within(1e-9));
    }

    private protected ParameterStack Unlearn(IWeightMethod method) =>
        method.Unlearn(new UnlearningContext(_data, _original, [_request], new CostCounter(1)), default);

    /// <summary>The mean loss of texts, by hand.</summary>
    private protected double Loss(ParameterStack weights, PointSet points) =>
        new Student(this, weights).MeanLoss(points).item<double>();

    /// <summary>Means over texts of the squared gradient of each one's loss.</summary>
    private protected double[] Squares(PointSet points)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = zeros_like(_original.Flat);
        foreach (int point in points)
        {
            var parameters = new ParameterStack(_original.Layout, _original.Flat.detach().requires_grad_());
            Tensor loss = new Student(this, parameters).Losses(point).mean();
            sum = sum.add(GuardedAutograd.Gradients(loss, [parameters.Flat])[0].pow(2.0).div(points.Count));
        }

        return sum.data<double>().ToArray();
    }

    private protected double[] ByHand(
        int steps,
        Func<Student, Tensor> loss,
        Func<Tensor, Tensor>? rule = null,
        double[]? start = null
    )
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = start is null ? _original.Flat.clone() : tensor(start, _original.Flat.shape);
        for (int step = 0; step < steps; step++)
        {
            var parameters = new ParameterStack(_original.Layout, weights.detach().requires_grad_());
            Tensor gradient = GuardedAutograd.Gradients(loss(new Student(this, parameters)), [parameters.Flat])[0];
            weights = weights.add(rule is null ? gradient.mul(-Rate) : rule(gradient)).detach();
        }

        return weights.data<double>().ToArray();
    }

    private protected static Tensor Mean(PointSet points, Func<int, Tensor> one) =>
        stack([.. points.Select(one)]).mean();

    /// <summary>A model that is unlearned, one sequence after another.</summary>
    private protected sealed class Student(
        WrittenOutTexts test,
        ParameterStack parameters,
        Func<int, TokenSequence>? rows = null
    )
    {
        /// <summary>The same weights asked about other texts in place of the points' own.</summary>
        public Student After(Func<int, TokenSequence> others) => new(test, parameters, others);

        public Tensor MeanLoss(PointSet points) => Mean(points, point => Losses(point).mean());

        /// <summary>-log p of each labelled token.</summary>
        public Tensor Losses(int point) => Losses(point, parameters);

        /// <summary>The same by the original.</summary>
        public Tensor Original(int point) => Losses(point, test._original).detach();

        /// <summary>log p of every token at each labelled place.</summary>
        public Tensor Logs(int point) => Logits(point).log_softmax(-1);

        /// <summary>Logits at each labelled place.</summary>
        public Tensor Logits(int point) => Logits(point, parameters);

        /// <summary>The same of the original.</summary>
        public Tensor OriginalLogits(int point) => Logits(point, test._original).detach();

        /// <summary>The states from which each labelled token is answered.</summary>
        public Tensor States(int point) => States(point, parameters);

        /// <summary>The same of the original.</summary>
        public Tensor OriginalStates(int point) => States(point, test._original).detach();

        /// <summary>1 at the token that stands at each labelled place, 0 elsewhere.</summary>
        public Tensor Right(int point) => nn.functional.one_hot(Labels(point), 24).to_type(ScalarType.Float64);

        /// <summary>T^2 KL(teacher || student) of each labelled token, the teacher being the original where none is given.</summary>
        public Tensor Divergence(int point, double temperature, ParameterStack? from = null)
        {
            Tensor teacher = Logits(point, from ?? test._original).detach().div(temperature).log_softmax(-1);
            Tensor student = Logits(point, parameters).div(temperature).log_softmax(-1);
            return teacher.exp().mul(teacher.sub(student)).sum(-1, keepdim: false).mul(temperature * temperature);
        }

        private Tensor Losses(int point, ParameterStack weights) =>
            Logits(point, weights).log_softmax(-1).gather(-1, Labels(point).unsqueeze(-1)).squeeze(-1).neg();

        private TokenSequence Row(int point) => rows is null ? test._data.Dataset.Sequences![point] : rows(point);

        private Tensor Labels(int point)
        {
            TokenSequence row = Row(point);
            return tensor([.. row.Tokens.Where((_, place) => row.Labelled[place]).Select(static id => (long)id)]);
        }

        private Tensor Logits(int point, ParameterStack weights) => Asked(point, test._data.Network.Forward, weights);

        private Tensor States(int point, ParameterStack weights) =>
            Asked(point, (all, tokens, _) => test._data.Network.Represent(all, tokens), weights);

        private Tensor Asked(int point, Func<ParameterStack, Tensor, bool, Tensor> answers, ParameterStack weights)
        {
            TokenSequence row = Row(point);
            Tensor tokens = tensor([.. row.Tokens.Select(static id => (long)id)]).view(1, 1, -1);
            Tensor all = answers(weights, tokens, false)[0, 0];
            return stack([
                .. Enumerable
                    .Range(1, row.Tokens.Length - 1)
                    .Where(place => row.Labelled[place])
                    .Select(place => all[place - 1]),
            ]);
        }
    }
}
