using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Every method on a residual network with batch normalisation, whose running statistics belong to the member.</summary>
[Category("Slow")]
public sealed class ResidualTests
{
    private static readonly TrainingData Data = new(
        Training.Toy.Dataset(24, 192, 3, zeros: false),
        new ResNet { Depth = 8 }.Bind([3, 8, 8], 3)
    );

    private static readonly ForgetRequest[] Requests =
    [
        .. Enumerable
            .Range(0, 2)
            .Select(static member => new ForgetRequest(
                new RandomKey(9).Derive(member),
                Points.Range(24 - member),
                new PointSet([1, 5, 7 + member]),
                new TrainingOptions
                {
                    Epochs = 2,
                    BatchSize = 8,
                    LearningRate = 0.05,
                }
            )),
    ];

    private static IEnumerable<string> Served =>
        WeightMethods.Names.Where(static name =>
            WeightMethods.Serves(WeightMethods.Named(name), typeof(ResNet), typeof(ClassScenario))
        );

    [TestCaseSource(nameof(Served))]
    public void A_member_alone_has_the_bits_that_it_has_in_a_stack_and_originals_stay(string name)
    {
        using ParameterStack originals = new StackTrainer().Train(
            Data,
            [.. Requests.Select(static request => request.Original)],
            default
        );
        double[] before = Bits.Doubles(originals);
        IWeightMethod method = WeightMethods.Short(name);

        using ParameterStack together = Unlearn(method, originals, Requests);

        Assert.That(Bits.Doubles(originals), Is.EqualTo(before));
        Assert.That(Bits.Doubles(together), Has.All.Matches<double>(double.IsFinite));
        for (int member = 0; member < 2; member++)
        {
            using ParameterStack one = originals.Slice(member, 1);
            using ParameterStack alone = Unlearn(method, one, Requests[member]);
            Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"member {member}");
        }
    }

    private static ParameterStack Unlearn(
        IWeightMethod method,
        ParameterStack originals,
        params ForgetRequest[] requests
    ) => method.Unlearn(new UnlearningContext(Data, originals, requests, new CostCounter(requests.Length)), default);
}
