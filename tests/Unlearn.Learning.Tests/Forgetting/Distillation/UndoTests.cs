using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;

namespace Unlearn.Learning.Tests.Forgetting.Distillation;

public sealed class UndoTests : WrittenOutTexts
{
    [Test]
    public void What_a_method_leaves_is_mixed_with_fresh_weights_and_distilled_from_on_retained_texts()
    {
        var me = new Me { Epochs = 2, BatchSize = Whole };
        using ParameterStack unlearned = Unlearn(me);
        double[] mixed = Mixed(unlearned, 0.3);

        using ParameterStack none = Unlearn(
            new Undo
            {
                After = me,
                Alpha = 0.3,
                Epochs = 0,
            }
        );
        using ParameterStack after = Unlearn(
            new Undo
            {
                After = me,
                Alpha = 0.3,
                Epochs = 2,
                LearningRate = AdamRate,
                BatchSize = Whole,
            }
        );

        Assert.That(Bits.Doubles(none), Is.EqualTo(mixed).Within(1e-12));
        Assert.That(
            Bits.Doubles(after),
            Is.EqualTo(
                    ByHand(
                        2,
                        student => Mean(Request.Retain, point => student.Divergence(point, 1.0, unlearned).mean()),
                        Adam(),
                        mixed
                    )
                )
                .Within(1e-7)
        );
    }

    [Test]
    public void Without_fresh_weights_it_is_the_method_itself()
    {
        var me = new Me { Epochs = 2 };
        using ParameterStack expected = Unlearn(me);
        using ParameterStack after = Unlearn(
            new Undo
            {
                After = me,
                Alpha = 0.0,
                Epochs = 0,
            }
        );

        Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(expected)));
    }

    private double[] Mixed(ParameterStack unlearned, double alpha)
    {
        using ParameterStack fresh = StackTrainer.Initialise(Data.Network, [Request.Seed.Derive("undo")]);
        return
        [
            .. Bits.Doubles(unlearned)
                .Zip(Bits.Doubles(fresh), (weight, other) => ((1 - alpha) * weight) + (alpha * other)),
        ];
    }
}
