using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Descent;

/// <summary>Descents by hand against the same descents by automatic differentiation, in float64.</summary>
public sealed class DenseDescentTests
{
    private static readonly CrossEntropySum Ascent = new() { Points = static _ => -1.0 };
    private static readonly CrossEntropySum Two = new() { Points = static _ => 0.9, Companions = static _ => -0.1 };
    private static readonly CrossEntropySum Sparse = new() { Norm = static (_, epoch) => 1e-3 * (1.0 - (epoch / 3.0)) };
    private static readonly CrossEntropySum Relabelled = new()
    {
        Label = static (member, epoch, point, _, truth) => (truth + member + epoch + (point % 2)) % 4,
    };

    private static IEnumerable<TestCaseData> Losses()
    {
        yield return new TestCaseData(new CrossEntropySum(), 0).SetArgDisplayNames("plain");
        yield return new TestCaseData(new CrossEntropySum(), 1).SetArgDisplayNames("last layer");
        yield return new TestCaseData(new CrossEntropySum(), 2).SetArgDisplayNames("last two layers");
        yield return new TestCaseData(Ascent, 0).SetArgDisplayNames("ascent");
        yield return new TestCaseData(Two, 0).SetArgDisplayNames("two sets");
        yield return new TestCaseData(Two, 1).SetArgDisplayNames("two sets, last layer");
        yield return new TestCaseData(Sparse, 0).SetArgDisplayNames("l1");
        yield return new TestCaseData(Relabelled, 0).SetArgDisplayNames("other labels");
    }

    [TestCaseSource(nameof(Losses))]
    public void Gradients_by_hand_give_the_weights_of_automatic_differentiation(object loss, int layers)
    {
        using var setting = new Setting(3, new Mlp { Hidden = [21, 9], Activation = Activation.Tanh });
        using var start = new ParameterStack(
            setting.Originals.Layout,
            setting.Originals.Flat.to_type(ScalarType.Float64)
        );
        var context = new UnlearningContext(setting.Data, start, setting.Requests, new CostCounter(3));
        var automatic = context with { Cost = new CostCounter(3) };
        using Tensor? mask = layers == 0 ? null : Masks.LastLayers(setting.Data.Network, layers, 3);
        var settings = new DescentSettings
        {
            BatchSize = 16,
            Momentum = 0.9,
            WeightDecay = 1e-3,
            Mask = mask,
        };
        var sum = (CrossEntropySum)loss;

        using ParameterStack byHand = StackDescent.Run(context, start, Plan, sum, settings, default);
        using ParameterStack oracle = StackDescent.Run(automatic, start, Plan, sum.Loss, settings, default);

        Assert.That(Bits.Doubles(byHand), Is.EqualTo(Bits.Doubles(oracle)).Within(1e-10));
        Assert.That(Bits.Doubles(byHand), Is.Not.EqualTo(Bits.Doubles(start)).Within(1e-3));
        Assert.That(context.Cost.Gradients, Is.EqualTo(automatic.Cost.Gradients));
    }

    private static IEnumerable<TestCaseData> LossesOfLogits()
    {
        yield return Case("distillation", Distilled, OptimizerKind.Sgd);
        yield return Case("distillation, adam", Distilled, OptimizerKind.Adam);
        yield return Case(
            "preference",
            static context => new PreferenceLoss
            {
                Reference = Originals(context),
                Beta = static member => 0.5 + member,
                Alpha = static member => 0.3 * member,
            },
            OptimizerKind.Sgd
        );
        yield return Case("contrast", static _ => new ContrastLoss { Temperature = 1.15 }, OptimizerKind.Sgd);

        static DescentObjective Distilled(UnlearningContext context)
        {
            using ParameterStack untrained = Reinitialise.All(context, static request => request.Seed.Derive("other"));
            return new DistillationObjective
            {
                Teacher = FrozenOutputs.Of(context, untrained, static request => request.Train),
                Temperature = static member => 1.5 + member,
                Points = static member => 0.3 * (member + 1),
                CrossEntropy = 0.7,
            };
        }

        static Teacher Originals(UnlearningContext context) =>
            FrozenOutputs.Of(context, context.Originals, static request => request.Train);

        static TestCaseData Case(
            string name,
            Func<UnlearningContext, DescentObjective> loss,
            OptimizerKind optimizer
        ) => new TestCaseData(loss, optimizer).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(LossesOfLogits))]
    public void Losses_of_logits_by_hand_give_the_weights_of_automatic_differentiation(
        object objective,
        OptimizerKind optimizer
    )
    {
        using var setting = new Setting(3, new Mlp { Hidden = [21, 9], Activation = Activation.Tanh });
        using var start = new ParameterStack(
            setting.Originals.Layout,
            setting.Originals.Flat.to_type(ScalarType.Float64)
        );
        var context = new UnlearningContext(setting.Data, start, setting.Requests, new CostCounter(3));
        DescentObjective loss = ((Func<UnlearningContext, DescentObjective>)objective)(context);
        var byHand = new List<(int, int, double[])>();
        var automatic = new List<(int, int, double[])>();

        using ParameterStack found = StackDescent.Run(context, start, Plan, loss, Settings(byHand), default);
        using ParameterStack oracle = StackDescent.Run(context, start, Plan, loss.Loss, Settings(automatic), default);

        Assert.That(Bits.Doubles(found), Is.EqualTo(Bits.Doubles(oracle)).Within(1e-10));
        Assert.That(Bits.Doubles(found), Is.Not.EqualTo(Bits.Doubles(start)).Within(1e-3));
        Assert.That(byHand, Has.Count.EqualTo(automatic.Count));
        foreach ((int member, int step, double[] row) in byHand)
        {
            double[] other = automatic.Single(one => one.Item1 == member && one.Item2 == step).Item3;
            Assert.That(row, Is.EqualTo(other).Within(1e-10), $"member {member} after step {step}");
        }

        DescentSettings Settings(List<(int, int, double[])> rows) =>
            new()
            {
                BatchSize = 16,
                Optimizer = optimizer,
                Momentum = 0.5,
                WeightDecay = 1e-3,
                AfterStep = (member, step, row) => rows.Add((member, step, row.data<double>().ToArray())),
            };
    }

    [Test]
    public void The_stop_rule_takes_the_same_step_back()
    {
        using var setting = new Setting(3);
        using var start = new ParameterStack(
            setting.Originals.Layout,
            setting.Originals.Flat.to_type(ScalarType.Float64)
        );
        var context = new UnlearningContext(setting.Data, start, setting.Requests, new CostCounter(3));
        var automatic = context with { Cost = new CostCounter(3) };
        var settings = new DescentSettings { BatchSize = 16, StopWhen = static (_, loss) => -loss >= 1.0 };

        using ParameterStack byHand = StackDescent.Run(context, start, Forgotten, Ascent, settings, default);
        using ParameterStack oracle = StackDescent.Run(automatic, start, Forgotten, Ascent.Loss, settings, default);

        Assert.That(Bits.Doubles(byHand), Is.EqualTo(Bits.Doubles(oracle)).Within(1e-10));
        Assert.That(context.Cost.Gradients, Is.EqualTo(automatic.Cost.Gradients));
        Assert.That(
            context.Cost.Gradients,
            Has.All.LessThan(Forgotten(0, setting.Requests[0]).Sum(static step => step.Points.Length)),
            "the rule never held"
        );
    }

    [Test]
    public void A_loss_that_leaves_the_numbers_says_which_member_and_when()
    {
        using var setting = new Setting(2);

        Assert.That(
            () =>
                setting
                    .Unlearn(
                        new GradientAscent
                        {
                            LearningRate = 10.0,
                            TargetLoss = 1000.0,
                            Steps = 500,
                        }
                    )
                    .Dispose(),
            Throws.Nothing.Or.TypeOf<DivergedException>().With.Message.Contains("member 0")
        );
        Assert.That(
            () =>
                setting
                    .Unlearn(
                        new FineTune
                        {
                            LearningRate = 10.0,
                            Momentum = 0.9999,
                            Epochs = 200,
                        }
                    )
                    .Dispose(),
            Throws.TypeOf<DivergedException>().With.Message.Contains("member 0")
        );
    }

    private static IReadOnlyList<DescentStep> Plan(int member, ForgetRequest request) =>
        BatchPlan.PassesWithCompanions(request.Seed, request.Retain, request.Forget, 16, 3, static _ => 0.02);

    private static IReadOnlyList<DescentStep> Forgotten(int member, ForgetRequest request) =>
        BatchPlan.Steps(request.Seed, request.Forget, 16, 60, static _ => 0.05);
}
