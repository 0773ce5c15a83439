using TorchSharp;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Methods of classifiers on texts.</summary>
public sealed class TextWrittenOutTests : WrittenOutTexts
{
    /// <summary>Squared gradients of each token at each labelled place, weighted by its probability, over the square of their number.</summary>
    private double[] TrueFisher(int point)
    {
        using DisposeScope scope = NewDisposeScope();
        var leaf = new ParameterStack(Start.Layout, Start.Flat.detach().requires_grad_());
        Tensor logs = new Student(this, leaf).Logs(point);
        Tensor sum = zeros_like(Start.Flat);
        for (long place = 0; place < logs.size(0); place++)
        {
            for (long token = 0; token < logs.size(1); token++)
            {
                Tensor one = logs[place, token];
                Tensor gradient = GuardedAutograd.Gradients(one, [leaf.Flat])[0];
                sum = sum.add(gradient.mul(gradient).mul(Math.Exp(one.item<double>())));
            }
        }

        return sum.div((double)logs.size(0) * logs.size(0)).data<double>().ToArray();
    }

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
            student => student.MeanLoss(Request.Retain).mul(0.7).sub(student.MeanLoss(Request.Forget).mul(0.3))
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
                        Request.Forget,
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
                    .add(student.MeanLoss(Request.Retain).mul(0.5))
        );
    }

    [Test]
    public void A_preference_holds_retained_points_by_their_laws()
    {
        // The first of two steps begins where the divergence is flat.
        var method = new Npo
        {
            Beta = 0.4,
            Alpha = 0.5,
            Retain = RetainLoss.Kl,
            LearningRate = Rate,
            Epochs = 2,
            BatchSize = Whole,
        };

        AssertEnds(
            method,
            2,
            student =>
                Mean(
                        Request.Forget,
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
                    .add(Mean(Request.Retain, point => student.Divergence(point, 1.0).mean()).mul(0.5))
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
        double[] ascent = ByHand(1, student => Mean(Request.Forget, point => student.Losses(point).sum()).mul(-1.0));
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
                Mean(Request.Retain, point => student.Divergence(point, 2.0).mean())
                    .mul(0.6)
                    .add(student.MeanLoss(Request.Retain).mul(0.4))
        );
    }

    [Test]
    public void Dampening_squares_the_gradient_of_each_text_by_itself()
    {
        double[] forget = Squares(Request.Forget);
        double[] all = Squares(Request.Train);
        double[] expected =
        [
            .. Bits.Doubles(Start)
                .Select(
                    (weight, i) => forget[i] > 0.8 * all[i] ? weight * Math.Min(0.3 * all[i] / forget[i], 1.0) : weight
                ),
        ];

        using ParameterStack after = Unlearn(new Ssd { Alpha = 0.8, Lambda = 0.3 });

        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(1e-9));
        Assert.That(expected, Is.Not.EqualTo(Bits.Doubles(Start)).Within(1e-3));
    }

    [Test]
    public void Tokens_that_are_drawn_from_the_model_s_law_give_its_true_Fisher_matrix()
    {
        int point = Enumerable.Range(0, 12).MinBy(one => Data.Dataset.Sequences![one].Tokens.Length);
        double expected = TrueFisher(point).Sum();
        const int Draws = 200;
        using DisposeScope scope = NewDisposeScope();
        double[] drawn =
        [
            .. Enumerable
                .Range(0, Draws)
                .Select(draw =>
                    TextFisher
                        .Expected(Data, Start, [new PointSet([point])], [Request.Seed.Derive(draw)], default)
                        .sum()
                        .item<double>()
                ),
        ];

        double mean = drawn.Average();
        double deviation = Math.Sqrt(drawn.Sum(value => Math.Pow(value - mean, 2)) / (Draws - 1) / Draws);
        Assert.That(mean, Is.EqualTo(expected).Within(4 * deviation));
        Assert.That(deviation, Is.LessThan(expected / 5));
    }

    [Test]
    public void Every_labelled_token_of_a_forgotten_text_is_replaced_and_no_other()
    {
        // Far along, what is forgotten is trained on as what is kept, but for other tokens: losses of one rise, of the other fall.
        using ParameterStack after = Unlearn(
            new RandomLabel
            {
                LearningRate = Rate,
                Epochs = 20,
                BatchSize = Whole,
                Momentum = 0.0,
            }
        );

        Assert.That(Loss(after, Request.Forget), Is.GreaterThan(Loss(Start, Request.Forget) + 0.1));
        Assert.That(Loss(after, Request.Retain), Is.LessThan(Loss(Start, Request.Retain)));
    }
}
