using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Paired;

/// <summary>Methods that pair forgotten with retained points, on texts.</summary>
public sealed class PairedDescentTests : WrittenOutTexts
{
    [Test]
    public void Weights_of_tokens_are_powers_of_their_probabilities_that_are_not_differentiated()
    {
        AssertMoves(
            new Wga { Gamma = 0.8, Beta = 1.5 },
            student =>
                Mean(
                        Request.Forget,
                        point => student.Losses(point).detach().neg().mul(1.5).exp().mul(student.Losses(point)).mean()
                    )
                    .mul(-0.8)
        );
        AssertMoves(
            new SatImp
            {
                Gamma = 0.8,
                Saturation = 0.5,
                Importance = 2.0,
            },
            student =>
                Mean(
                        Request.Forget,
                        point =>
                        {
                            Tensor p = student.Losses(point).detach().neg().exp();
                            return p.pow(0.5).mul(p.neg().add(1.0).pow(2.0)).mul(student.Losses(point)).mean();
                        }
                    )
                    .mul(-0.8)
        );
    }

    [Test]
    public void Reweighted_ascent_with_powers_of_zero_is_the_difference_of_gradients()
    {
        using ParameterStack plain = Unlearn(Short(new GradDiff()));
        using ParameterStack wga = Unlearn(Short(new Wga { Beta = 0.0 }));
        using ParameterStack satImp = Unlearn(Short(new SatImp { Saturation = 0.0, Importance = 0.0 }));

        Assert.That(Bits.Doubles(wga), Is.EqualTo(Bits.Doubles(plain)).Within(1e-12));
        Assert.That(Bits.Doubles(satImp), Is.EqualTo(Bits.Doubles(plain)).Within(1e-12));
    }

    [Test]
    public void A_model_is_pulled_to_itself_without_the_right_token() =>
        AssertMoves(
            new CeU { Gamma = 0.8 },
            student =>
                Mean(
                        Request.Forget,
                        point =>
                        {
                            // q is p without the right token, scaled to 1; the gradient at the logits is p - q, which p, q and logits give alone.
                            Tensor p = student.Logs(point).detach().exp();
                            Tensor q = p.mul(student.Right(point).neg().add(1.0));
                            q = q.div(q.sum(-1, keepdim: true));
                            return p.sub(q).mul(student.Logits(point)).sum(-1, keepdim: false).mean();
                        }
                    )
                    .mul(0.8)
        );

    [Test]
    public void Most_entropy_is_the_divergence_of_the_uniform_law_from_the_model() =>
        AssertMoves(
            new Me { Gamma = 0.8 },
            student =>
                Mean(Request.Forget, point => student.Logs(point).mul(-1.0 / 24).sum(-1, keepdim: false).mean())
                    .mul(0.8)
        );

    [Test]
    public void The_teacher_of_self_distillation_has_the_right_logit_lowered_and_no_other()
    {
        AssertMoves(
            new Undial { Gamma = 0.8, Beta = 3.0 },
            student =>
                Mean(
                        Request.Forget,
                        point =>
                            student
                                .OriginalLogits(point)
                                .sub(student.Right(point).mul(3.0))
                                .softmax(-1)
                                .mul(student.Logs(point))
                                .sum(-1, keepdim: false)
                                .mean()
                    )
                    .mul(-0.8)
        );

        // With nothing lowered the original is where it begins and ends.
        using ParameterStack same = Unlearn(Short(new Undial { Beta = 0.0, Alpha = 0.0 }));
        Assert.That(Bits.Doubles(same), Is.EqualTo(Bits.Doubles(Start)).Within(2 * AdamRate));
    }

    [Test]
    public void A_simple_preference_is_measured_by_the_mean_of_an_answer_and_needs_no_reference() =>
        AssertMoves(
            new SimNpo
            {
                Gamma = 0.8,
                Beta = 2.5,
                Delta = 0.3,
            },
            student =>
                Mean(
                        Request.Forget,
                        point => student.Losses(point).mean().sub(0.3).mul(-2.5).exp().add(1.0).log().mul(2 / 2.5)
                    )
                    .mul(0.8)
        );

    [Test]
    public void Retained_points_are_held_by_their_laws_at_labelled_tokens_alone()
    {
        // Two steps: the first begins where the divergence is flat.
        Func<Student, Tensor> loss = student =>
            student
                .MeanLoss(Request.Forget)
                .neg()
                .add(Mean(Request.Retain, point => student.Divergence(point, 1.0).mean()));
        using ParameterStack after = Unlearn(Short(new GradDiff { Retain = RetainLoss.Kl }) with { Epochs = 2 });

        Assert.That(Bits.Doubles(after), Is.EqualTo(ByHand(2, loss, Adam())).Within(1e-7));
    }

    [Test]
    public void A_task_vector_goes_back_as_far_as_more_training_goes_forth()
    {
        using ParameterStack after = Unlearn(
            new TaskVector
            {
                Alpha = 0.5,
                LearningRate = AdamRate,
                Epochs = 2,
                BatchSize = Whole,
            }
        );
        double[] over = ByHand(2, student => student.MeanLoss(Request.Forget), Adam());
        double[] original = Bits.Doubles(Start);

        Assert.That(
            Bits.Doubles(after),
            Is.EqualTo(original.Zip(over, static (from, to) => from - 0.5 * (to - from))).Within(1e-7)
        );
    }

    private static T Short<T>(T method)
        where T : PairedDescent => method with { Epochs = 1, BatchSize = Whole, LearningRate = AdamRate };

    /// <summary>Two steps of Adam on a forget loss, with 0.5 times the retained points' cross-entropy beside it.</summary>
    private void AssertMoves(PairedDescent method, Func<Student, Tensor> forget)
    {
        using ParameterStack after = Unlearn(Short(method) with { Epochs = 2, Alpha = 0.5 });
        double[] expected = ByHand(
            2,
            student => forget(student).add(student.MeanLoss(Request.Retain).mul(0.5)),
            Adam()
        );

        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(1e-7));
        Assert.That(expected, Is.Not.EqualTo(Bits.Doubles(Start)).Within(AdamRate / 2));
    }
}
