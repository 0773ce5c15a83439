using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Descent;

public sealed class CtTests
{
    private static readonly TrainingData Data = new(
        Training.Toy.Dataset(40, 144, 3),
        new Cnn
        {
            Channels = [3, 4],
            Kernel = 3,
            Hidden = [],
        }.Bind([1, 12, 12], 3)
    );

    private static readonly ForgetRequest[] Requests =
    [
        .. Enumerable
            .Range(0, 2)
            .Select(static member => new ForgetRequest(
                new RandomKey(3).Derive(member),
                Points.Range(40 - member),
                new PointSet([1, 5, 7]),
                new TrainingOptions { Epochs = 2, LearningRate = 0.01 }
            )),
    ];

    [Test]
    public void Without_fine_tuning_kernels_are_transposed_and_all_else_stays()
    {
        using ParameterStack originals = StackTrainer.Initialise(
            Data.Network,
            [.. Requests.Select(static r => r.Seed)]
        );

        using ParameterStack after = Unlearn(new Ct { Epochs = 0 }, originals, Requests);

        foreach (ParameterShape array in after.Layout.Parameters)
        {
            using Tensor expected =
                array.Shape.Length == 4 ? originals[array.Name].transpose(-1, -2) : originals[array.Name].alias();
            Assert.That(after[array.Name].eq(expected).all().item<bool>(), Is.True, array.Name);
        }

        Assert.That(after.Layout.Parameters.Count(static array => array.Shape.Length == 4), Is.EqualTo(2));
        Assert.That(Bits.Same(after, 0, originals, 0), Is.False);
    }

    [Test]
    public void A_convolutional_member_has_the_same_bits_alone_and_in_a_stack()
    {
        using ParameterStack originals = StackTrainer.Initialise(
            Data.Network,
            [.. Requests.Select(static r => r.Seed)]
        );
        foreach (
            IWeightMethod method in new IWeightMethod[]
            {
                new Ct(),
                new Scrub { Epochs = 2 },
                new NegGradPlus(),
                new Ssd(),
            }
        )
        {
            using ParameterStack together = Unlearn(method, originals, Requests);
            for (int member = 0; member < 2; member++)
            {
                using ParameterStack one = originals.Slice(member, 1);
                using ParameterStack alone = Unlearn(method, one, Requests[member]);
                Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"{method}, member {member}");
            }
        }
    }

    private static ParameterStack Unlearn(
        IWeightMethod method,
        ParameterStack originals,
        params ForgetRequest[] requests
    ) => method.Unlearn(new UnlearningContext(Data, originals, requests, new CostCounter(requests.Length)), default);
}
