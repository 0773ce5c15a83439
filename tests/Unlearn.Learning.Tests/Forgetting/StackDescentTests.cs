using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Models;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using Unlearn.Verification.Randomness;

namespace Unlearn.Learning.Tests.Forgetting;

public sealed class StackDescentTests
{
    [Test]
    public void A_step_that_is_taken_back_does_not_break_the_graph_of_a_residual_network()
    {
        TrainingData data = StackTrainerTests.Images(new ResNet { Depth = 8 });
        using ParameterStack start = StackTrainer.Initialise(data.Network, [new RandomKey(5)]);
        var request = new ForgetRequest(
            new RandomKey(5),
            new PointSet(Enumerable.Range(0, 40)),
            new PointSet(Enumerable.Range(0, 8)),
            new TrainingOptions()
        );
        var ascent = new GradientAscent
        {
            Steps = 20,
            TargetLoss = 1e-6,
            BatchSize = 8,
        };

        using ParameterStack after = ascent.Unlearn(
            new UnlearningContext(data, start, [request], new CostCounter(1)),
            CancellationToken.None
        );

        Assert.That(Bits.Same(after, 0, start, 0), Is.True, "the loss of a new network is above the target already");
    }
}
