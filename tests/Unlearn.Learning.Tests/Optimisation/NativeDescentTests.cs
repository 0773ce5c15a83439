using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Optimisation;

/// <summary>Descents by hand against the same descents by automatic differentiation, in float64.</summary>
public sealed class NativeDescentTests
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
        foreach (bool pictures in (bool[])[false, true])
        {
            string network = pictures ? ", convolutions" : "";
            yield return Case(new CrossEntropySum(), 0, "plain");
            yield return Case(new CrossEntropySum(), 1, "last layer");
            yield return Case(new CrossEntropySum(), 2, "last two layers");
            yield return Case(Ascent, 0, "ascent");
            yield return Case(Two, 0, "two sets");
            yield return Case(Two, 1, "two sets, last layer");
            yield return Case(Sparse, 0, "l1");
            yield return Case(Relabelled, 0, "other labels");

            TestCaseData Case(CrossEntropySum loss, int layers, string name) =>
                new TestCaseData(loss, layers, pictures).SetArgDisplayNames(name + network);
        }
    }

    [TestCaseSource(nameof(Losses))]
    public void Gradients_by_hand_give_the_weights_of_automatic_differentiation(object loss, int layers, bool pictures)
    {
        using Setting setting = Problem(pictures);
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

    [Test]
    public void A_factor_on_gradients_gives_the_weights_of_automatic_differentiation([Values] bool pictures)
    {
        using Setting setting = Problem(pictures);
        using var start = new ParameterStack(
            setting.Originals.Layout,
            setting.Originals.Flat.to_type(ScalarType.Float64)
        );
        var context = new UnlearningContext(setting.Data, start, setting.Requests, new CostCounter(3));
        using Tensor scale = start.Flat.abs();
        scale.narrow(1, 0, 40).zero_();
        var settings = new DescentSettings
        {
            BatchSize = 16,
            Momentum = 0.9,
            GradientScale = scale,
        };
        var loss = new CrossEntropySum();
        Assert.That(DescentLoop.IsByHand(context.Data.Network, loss, settings), Is.True);

        using ParameterStack byHand = StackDescent.Run(context, start, Plan, loss, settings, default);
        using ParameterStack oracle = StackDescent.Run(context, start, Plan, loss.Loss, settings, default);

        Assert.That(Bits.Doubles(byHand), Is.EqualTo(Bits.Doubles(oracle)).Within(1e-10));
        Assert.That(Bits.Doubles(byHand), Is.Not.EqualTo(Bits.Doubles(start)).Within(1e-3));
    }

    private static IEnumerable<TestCaseData> LossesOfLogits()
    {
        foreach (bool pictures in (bool[])[false, true])
        {
            string network = pictures ? ", convolutions" : "";
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
            yield return Case(
                "preference, held by the original's law",
                static context => new PreferenceLoss
                {
                    Reference = Originals(context),
                    Beta = static member => 0.5 + member,
                    Alpha = static member => 0.3 * member,
                    Held = Originals(context),
                },
                OptimizerKind.Sgd
            );
            yield return Case("contrast", static _ => new ContrastLoss { Temperature = 1.15 }, OptimizerKind.Sgd);
            yield return Case("entropies", Matched, OptimizerKind.Sgd);

            TestCaseData Case(string name, Func<UnlearningContext, DescentObjective> loss, OptimizerKind optimizer) =>
                new TestCaseData(loss, optimizer, pictures).SetArgDisplayNames(name + network);
        }

        static DescentObjective Matched(UnlearningContext context)
        {
            using ParameterStack untrained = Reinitialise.All(context, static request => request.Seed.Derive("other"));
            return new EntropyMatch
            {
                Teacher = FrozenOutputs.Of(context, untrained, static request => request.Train),
                ClassWeights =
                [
                    .. context.Requests.Select(static (_, member) => new[] { 0.5, 1.0, 1.5, 0.1 + member }),
                ],
                Factor = static member => 0.3 * (member + 1),
            };
        }

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
    }

    [TestCaseSource(nameof(LossesOfLogits))]
    public void Losses_of_logits_by_hand_give_the_weights_of_automatic_differentiation(
        object objective,
        OptimizerKind optimizer,
        bool pictures
    )
    {
        using Setting setting = Problem(pictures);
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

    private static Setting Problem(bool pictures) =>
        pictures
            ? new Setting(
                3,
                new Cnn
                {
                    Channels = [5, 3],
                    Kernel = 3,
                    Hidden = [9],
                    Activation = Activation.Tanh,
                },
                [1, 6, 6]
            )
            : new Setting(3, new Mlp { Hidden = [21, 9], Activation = Activation.Tanh });

    private static IReadOnlyList<DescentStep> Plan(int member, ForgetRequest request) =>
        BatchPlan.PassesWithCompanions(request.Seed, request.Retain, request.Forget, 16, 3, static _ => 0.02);

    private static IReadOnlyList<DescentStep> Forgotten(int member, ForgetRequest request) =>
        BatchPlan.Steps(request.Seed, request.Forget, 16, 60, static _ => 0.05);
}
