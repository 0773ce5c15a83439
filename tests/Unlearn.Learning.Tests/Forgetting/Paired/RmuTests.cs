using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Paired;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Paired;

/// <summary>States of forgotten texts go to one direction, those of retained ones stay.</summary>
public sealed class RmuTests : WrittenOutTexts
{
    [Test]
    public void Each_text_counts_once_by_the_mean_over_the_states_that_its_labelled_tokens_are_answered_from()
    {
        // A vector of lengths divided by a column would count mean(sum) times mean(1/length); texts here differ in length.
        var method = new Rmu
        {
            Steering = 3.0,
            Alpha = 0.7,
            LearningRate = AdamRate,
            Epochs = 2,
            BatchSize = Whole,
        };
        Tensor target = tensor(Steering.Direction(Request.Seed.Derive("rmu").Derive("direction"), 16)).mul(3.0);
        Tensor Squares(Tensor differences) => differences.pow(2.0).mean([-1L]).mean();

        double[] expected = ByHand(
            2,
            student =>
                Mean(Request.Forget, point => Squares(student.States(point).sub(target)))
                    .add(
                        Mean(Request.Retain, point => Squares(student.States(point).sub(student.OriginalStates(point))))
                            .mul(0.7)
                    ),
            Adam()
        );
        using ParameterStack after = Unlearn(method);

        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(1e-7));
        Assert.That(expected, Is.Not.EqualTo(Bits.Doubles(Start)).Within(AdamRate / 2));
    }

    [Test]
    public void A_direction_has_length_one_lies_in_one_orthant_and_belongs_to_its_key()
    {
        double[] one = Steering.Direction(Request.Seed, 500);

        Assert.That(one.Sum(static value => value * value), Is.EqualTo(1.0).Within(1e-12));
        Assert.That(one, Has.All.GreaterThanOrEqualTo(0.0));
        Assert.That(Steering.Direction(Request.Seed, 500), Is.EqualTo(one));
        Assert.That(Steering.Direction(Request.Seed.Derive(1), 500), Is.Not.EqualTo(one));
    }

    [Test]
    public void Only_the_steered_block_and_the_trained_ones_before_it_move()
    {
        var llama = new Llama
        {
            Width = 16,
            Blocks = 4,
            Heads = 2,
        };
        var data = new TrainingData(Data.Dataset, llama.Bind(Data.Dataset.Answers, Data.Dataset.FeatureShape[0]));
        using ParameterStack original = StackTrainer.Initialise(data.Network, [Request.Seed]);

        using ParameterStack after = new Rmu
        {
            Layer = 3,
            TrainedLayers = 2,
            Epochs = 2,
        }.Unlearn(new UnlearningContext(data, original, [Request], new CostCounter(1)), default);

        foreach (ParameterShape array in data.Network.Layout.Parameters)
        {
            bool same = ParameterStack
                .View(after.Flat, array)
                .eq(ParameterStack.View(original.Flat, array))
                .all()
                .item<bool>();
            bool trained = array.Name.Contains("layers.1.") || array.Name.Contains("layers.2.");
            Assert.That(same, Is.EqualTo(!trained), array.Name);
        }
    }

    [Test]
    public void A_layer_beyond_the_model_is_refused_with_what_would_be_right() =>
        Assert.That(
            new Rmu { Layer = 7 }.RefusalOf(Data, Request, new PointSet([])),
            Does.Contain("`layer: 7`").And.Contain("1 to 1")
        );
}
