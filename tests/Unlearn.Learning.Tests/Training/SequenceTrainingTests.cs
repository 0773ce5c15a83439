using Unlearn.Core;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Objectives;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

public sealed class SequenceTrainingTests
{
    private static readonly TrainingOptions Options = new()
    {
        Optimizer = OptimizerKind.Adam,
        LearningRate = 0.02,
        BatchSize = 8,
        Epochs = 30,
    };

    private TrainingData _data = null!;
    private MemberSpec[] _members = null!;
    private ParameterStack _trained = null!;

    [OneTimeSetUp]
    public void Train()
    {
        var dataset = TinyText.Dataset(40);
        _data = new TrainingData(dataset, new TinyText().Bind(dataset.Answers, dataset.FeatureShape[0]));
        _members = Toy.Members(3, 40, Options);
        _trained = new StackTrainer().Train(_data, _members, default);
    }

    [OneTimeTearDown]
    public void Free() => _trained?.Dispose();

    [Test]
    public void Answers_are_learned_by_heart()
    {
        TokenAnswers seen = Answers(_trained, 0, _members[0].Points.Ids);
        using ParameterStack fresh = StackTrainer.Initialise(_data.Network, [_members[0].Seed]);
        TokenAnswers before = Answers(fresh, 0, _members[0].Points.Ids);

        Assert.Multiple(() =>
        {
            Assert.That(Loss(seen), Is.LessThan(0.6 * Loss(before)));
            Assert.That(Loss(before), Is.EqualTo(Math.Log(24)).Within(1.0));
        });
    }

    [Test]
    public void A_member_alone_has_the_bits_that_it_has_in_a_stack()
    {
        for (int member = 0; member < _members.Length; member++)
        {
            using ParameterStack alone = new StackTrainer().Train(_data, [_members[member]], default);

            Assert.That(Bits.Same(alone, 0, _trained, member), Is.True, $"member {member}");
        }
    }

    [Test]
    public void Answers_are_those_of_the_law_and_depend_on_no_other_point()
    {
        TokenAnswers all = Answers(_trained, 0, [.. Enumerable.Range(0, 40)]);
        TokenAnswers one = Answers(_trained, 0, [17]);
        using ParameterStack own = _trained.Slice(0, 1);
        long[] tokens = [.. _data.Dataset.Sequences![17].Tokens.Select(static id => (long)id)];
        using Tensor logits = _data.Network.Forward(own, tensor(tokens).view(1, 1, -1)).to_type(ScalarType.Float64);
        for (int i = 0; i < one.Targets(0).Length; i++)
        {
            int place = _data.Dataset.Sequences.Labelled(17)[i];
            double[] row = logits[0, 0, place - 1].data<double>().ToArray();
            double[] law = Softmax.Of(row);
            double mean = law.Sum(static p => p * Math.Log(p));
            double deviation = Math.Sqrt(law.Sum(p => p * Math.Pow(Math.Log(p) - mean, 2)));

            Assert.Multiple(() =>
            {
                Assert.That(one.Targets(0)[i], Is.EqualTo(tokens[place]));
                Assert.That(one.LogProbabilities(0)[i], Is.EqualTo(Math.Log(law[tokens[place]])).Within(1e-5));
                Assert.That(one.Means(0)[i], Is.EqualTo(mean).Within(1e-5));
                Assert.That(one.Deviations(0)[i], Is.EqualTo(deviation).Within(1e-5));
                Assert.That(one.Likeliest(0)[i], Is.EqualTo(Array.IndexOf(law, law.Max())));
                Assert.That(all.LogProbabilities(17)[i], Is.EqualTo(one.LogProbabilities(0)[i]), "the same bits");
            });
        }
    }

    [Test]
    public void Weights_that_overflow_are_told_and_give_no_missing_answers()
    {
        var row = new float[_data.Network.Layout.Width];
        Array.Fill(row, 3e38f);
        using ParameterStack stack = ParameterRows.ToStack(_data.Network.Layout, [row]);

        DivergedException error = Assert.Throws<DivergedException>(() => TokenPredictor.Of(_data, stack, [0]))!;
        Assert.That(error.Message, Does.Contain("not finite"));
        InputException wrong = Assert.Throws<InputException>(() => FirstRows.Perplexity(_data, row, [0]))!;
        Assert.That(wrong.Message, Does.Contain("The weights do not work").And.Contain("not finite"));
    }

    [Test]
    public void Attacks_see_phi_of_the_mean_log_probability()
    {
        var objective = Objective.Of(_data.Dataset);
        using ParameterStack own = _trained.Slice(0, 1);
        double[] values = objective.Answers(_data, own, [3], default);

        LogitTable table = objective.Outputs([values], Aggregation.Mean);

        Assert.That(
            Confidence.Loss(Confidence.Phi(table.Row(0), 0)),
            Is.EqualTo(-Answers(_trained, 0, [3]).MeanLogProbability(0)).Within(1e-12)
        );
    }

    [Test]
    public void Members_vote_at_every_place()
    {
        // Two labelled places, tokens 4 and 5; three members think 4 4 7, and 6 5 6.
        TokenAnswers Member(double first, double second) => new([-1, -1, -2, -2, 0.5, 0.5, first, second, 4, 5], 2);
        TokenAnswers votes = TokenVotes.Count([Member(4, 6), Member(4, 5), Member(7, 6)]);
        double third = 1.0 / 3;

        Assert.Multiple(() =>
        {
            Assert.That(
                votes.LogProbabilities(0).ToArray(),
                Is.EqualTo([Math.Log(2 * third), Math.Log(third)]).Within(1e-12)
            );
            Assert.That(votes.Likeliest(0).ToArray(), Is.EqualTo([4.0, 6.0]));
            Assert.That(votes.Right(0), Is.EqualTo(1));
            Assert.That(
                votes.Means(0)[0],
                Is.EqualTo(2 * third * Math.Log(2 * third) + third * Math.Log(third)).Within(1e-12)
            );
        });
    }

    private TokenAnswers Answers(ParameterStack stack, int member, IReadOnlyList<int> points)
    {
        using ParameterStack own = stack.Slice(member, 1);
        return TokenPredictor.Of(_data, own, points);
    }

    private static double Loss(TokenAnswers answers) =>
        -Enumerable.Range(0, answers.Points).Average(answers.MeanLogProbability);
}
