using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Descent;

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

    [TestCaseSource(nameof(Diverging))]
    public void A_candidate_that_diverges_takes_no_other_down(IWeightMethod good, IWeightMethod bad)
    {
        using var setting = new Setting(1);
        IWeightMethod[] methods = [good, bad, good, bad, good];
        using ParameterStack originals = setting.Originals.Select(methods.Select(static _ => 0));
        var diverged = new SortedSet<int>();
        var context = new UnlearningContext(
            setting.Data,
            originals,
            [.. methods.Select(_ => setting.Requests[0])],
            new CostCounter(methods.Length)
        )
        {
            Methods = methods,
            OnDiverged = member => diverged.Add(member),
        };

        using ParameterStack together = bad.Unlearn(context, default);

        using ParameterStack alone = setting.Unlearn(good);
        Assert.That(diverged, Is.EqualTo(new[] { 1, 3 }));
        foreach (int member in (int[])[0, 2, 4])
        {
            Assert.That(Bits.Same(together, member, alone, 0), Is.True, $"member {member}");
            Assert.That(context.Cost.Gradients[member], Is.EqualTo(setting.Cost.Gradients[0]));
        }

        Assert.That(
            () => bad.Unlearn(context with { OnDiverged = null }, default),
            Throws.TypeOf<DivergedException>().With.Message.Contains("member 1"),
            "with nobody to tell"
        );
    }

    /// <summary>By hand and by automatic differentiation: a method, and the same with options that lead out of the numbers.</summary>
    private static IEnumerable<TestCaseData> Diverging()
    {
        var tuned = new FineTune { Momentum = 0.9999 };
        yield return new TestCaseData(tuned, tuned with { LearningRate = 10.0, Epochs = 200 }).SetArgDisplayNames(
            "by hand"
        );
        var scrub = new Scrub();
        yield return new TestCaseData(scrub, scrub with { LearningRate = 1e6, Epochs = 20 }).SetArgDisplayNames(
            "autograd"
        );
    }
}
