using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What the rules of single methods promise; mistakes seen in public implementations are among them.</summary>
public sealed class RuleTests
{
    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(1.0)]
    public void SalUn_moves_a_share_of_the_weights_and_the_rest_keep_their_bits_in_spite_of_momentum(double share)
    {
        using var setting = new Setting(1);
        var salun = new SalUn { Share = share, Momentum = 0.9 };
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(1));
        using Tensor mask = salun.Saliency(context);
        bool[] may = mask.data<bool>().ToArray();

        using ParameterStack after = setting.Unlearn(salun);

        int parameters = setting.Data.Network.Layout.Count;
        Assert.That(may.Count(static m => m), Is.EqualTo((int)Math.Round(share * parameters)));
        bool[] moved = [.. Bits.Row(after, 0).Zip(Bits.Row(setting.Originals, 0), static (now, then) => now != then)];
        Assert.That(moved.Where((_, i) => !may[i]), Has.None.True);
        Assert.That(moved.Count(static m => m), Is.GreaterThanOrEqualTo((int)(0.8 * share * parameters)));
    }

    [Test]
    public void Gradient_ascent_takes_its_last_step_back_on_a_network_of_any_kind()
    {
        var cnn = new Cnn
        {
            Channels = [3],
            Kernel = 3,
            Hidden = [5],
        };
        using var setting = new Setting(2, cnn, [1, 2, 5]);
        using ParameterStack after = setting.Unlearn(new GradientAscent { TargetLoss = 0.0 });
        Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(setting.Originals)), "the target is reached at once");
    }

    [Test]
    public void A_masked_weight_keeps_its_bits_under_weight_decay_and_adam()
    {
        using var setting = new Setting(1);
        using Tensor mask = Masks.LastLayers(setting.Data.Network, 1, 1);
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(1));
        foreach (OptimizerKind optimizer in Enum.GetValues<OptimizerKind>())
        {
            using ParameterStack after = StackDescent.Run(
                context,
                setting.Originals,
                static (_, request) => BatchPlan.Passes(request.Seed, request.Retain, 16, 2, static _ => 0.1),
                static (parameters, batch) => batch.MeanCrossEntropy(parameters, batch.Points),
                new DescentSettings
                {
                    BatchSize = 16,
                    Optimizer = optimizer,
                    Momentum = 0.9,
                    WeightDecay = 0.5,
                    Mask = mask,
                },
                default
            );

            bool[] may = mask.data<bool>().ToArray();
            bool[] moved =
            [
                .. Bits.Row(after, 0).Zip(Bits.Row(setting.Originals, 0), static (now, then) => now != then),
            ];
            Assert.That(moved.Where((_, i) => !may[i]), Has.None.True, $"{optimizer}");
            Assert.That(moved, Has.Some.True);
        }
    }

    [Test]
    public void Cf_k_and_eu_k_leave_the_first_layers_alone([Values] bool again)
    {
        using var setting = new Setting(1, new Mlp { Hidden = [12, 9] });

        using ParameterStack after = setting.Unlearn(again ? new EuK { Layers = 2 } : new CfK { Layers = 2 });

        foreach (string name in setting.Data.Network.Layers[0])
        {
            Assert.That(after[name].eq(setting.Originals[name]).all().item<bool>(), Is.True, name);
        }

        foreach (string name in setting.Data.Network.Layers.Skip(1).Select(static layer => layer[0]))
        {
            Assert.That(after[name].eq(setting.Originals[name]).all().item<bool>(), Is.False, name);
        }
    }

    [TestCase(0.5)]
    [TestCase(1.5)]
    public void Ascent_ends_below_its_target_loss_whatever_the_rate(double target)
    {
        using var setting = new Setting(2);
        foreach (double rate in new[] { 0.01, 0.3, 5.0 })
        {
            using ParameterStack after = setting.Unlearn(
                new GradientAscent
                {
                    LearningRate = rate,
                    TargetLoss = target,
                    Steps = 500,
                    BatchSize = 120,
                }
            );

            for (int member = 0; member < 2; member++)
            {
                double before = MeanLoss(setting, setting.Originals, member, setting.Requests[member].Forget);
                double loss = MeanLoss(setting, after, member, setting.Requests[member].Forget);
                Assert.That(
                    loss,
                    Is.LessThanOrEqualTo(Math.Max(before, target) + 1e-5),
                    $"rate {rate}, member {member}"
                );
            }
        }
    }

    [Test]
    public void Scrub_ascends_in_its_first_epochs_only()
    {
        using var setting = new Setting(1);

        IReadOnlyList<DescentStep> plan = new Scrub { Epochs = 6, AscentEpochs = 2 }.Plan(setting.Requests[0]);

        Assert.That(
            plan.Where(static step => step.Companions.Length > 0).Select(static step => step.Epoch).Distinct(),
            Is.EqualTo(new[] { 0, 1 })
        );
        Assert.That(
            plan.Where(static step => step.Points.Length > 0).Select(static step => step.Epoch).Distinct().Count(),
            Is.EqualTo(6)
        );
        Assert.That(plan.All(static step => step.Points.Length == 0 || step.Companions.Length == 0), Is.True);
    }

    [Test]
    public void Random_labels_change_each_epoch_and_exclude_the_truth_unless_asked()
    {
        using var setting = new Setting(1);

        using ParameterStack excluding = setting.Unlearn(new RandomLabel());
        using ParameterStack including = setting.Unlearn(new RandomLabel { IncludeTrueLabel = true });

        Assert.That(Bits.Same(excluding, 0, including, 0), Is.False);
    }

    [Test]
    public void Ssd_dampens_where_the_forget_set_matters_more_and_nowhere_else()
    {
        using var setting = new Setting(1);

        using ParameterStack after = setting.Unlearn(new Ssd { Alpha = 1.5, Lambda = 1.0 });

        double[] now = Bits.Doubles(after);
        double[] then = Bits.Doubles(setting.Originals);
        Assert.That(now.Zip(then, static (n, t) => Math.Abs(n) <= Math.Abs(t) && n * t >= 0), Has.All.True);
        Assert.That(now.Zip(then, static (n, t) => n != t), Has.Some.True);
        using ParameterStack nothing = setting.Unlearn(new Ssd { Alpha = 1e6 });
        Assert.That(Bits.Same(nothing, 0, setting.Originals, 0), Is.True);
    }

    [Test]
    public void Fisher_noise_grows_with_its_scale_and_vanishes_at_zero()
    {
        using var setting = new Setting(1);

        using ParameterStack none = setting.Unlearn(new FisherForgetting { Alpha = 0.0 });
        double small = Distance(setting, new FisherForgetting { Alpha = 1e-6 });
        double large = Distance(setting, new FisherForgetting { Alpha = 4e-6 });

        Assert.That(Bits.Same(none, 0, setting.Originals, 0), Is.True);
        Assert.That(large / small, Is.EqualTo(2.0).Within(0.01));
    }

    [Test]
    public void A_small_beta_makes_the_preference_gradient_that_of_plain_ascent()
    {
        using var setting = new Setting(1);
        var npo = new Npo
        {
            Alpha = 0.0,
            Beta = 1e-4,
            Epochs = 1,
            BatchSize = 120,
            LearningRate = 1e-2,
        };
        var ascent = new GradientAscent
        {
            Steps = 1,
            BatchSize = 120,
            LearningRate = 1e-2,
            TargetLoss = 1000.0,
        };

        using ParameterStack preferred = setting.Unlearn(npo);
        using ParameterStack ascended = setting.Unlearn(ascent);

        // d/dw of (2/beta) log(1 + (p/p0)^beta) is d log p / dw at p = p0: one step of ascent.
        Assert.That(Bits.Doubles(preferred), Is.EqualTo(Bits.Doubles(ascended)).Within(2e-5));
        Assert.That(Bits.Same(ascended, 0, setting.Originals, 0), Is.False);
    }

    [Test]
    public void A_vanishing_penalty_is_fine_tuning_and_a_penalty_makes_weights_smaller()
    {
        using var setting = new Setting(1);

        using ParameterStack strong = setting.Unlearn(new L1Sparse { Alpha = 0.01 });
        using ParameterStack none = setting.Unlearn(new L1Sparse { Alpha = 0.0 });

        Assert.That(Bits.Doubles(strong).Sum(Math.Abs), Is.LessThan(0.9 * Bits.Doubles(none).Sum(Math.Abs)));
    }

    [Test]
    public void The_last_method_rounds_to_half_precision()
    {
        using var setting = new Setting(1);

        using ParameterStack after = setting.Unlearn(new Prmq());

        Assert.That(Bits.Doubles(after), Has.All.Matches<double>(static w => (double)(Half)w == w));
    }

    private static double Distance(Setting setting, IWeightMethod method)
    {
        using ParameterStack after = setting.Unlearn(method);
        return Math.Sqrt(
            Bits.Doubles(after).Zip(Bits.Doubles(setting.Originals), static (n, t) => (n - t) * (n - t)).Sum()
        );
    }

    private static double MeanLoss(Setting setting, ParameterStack stack, int member, PointSet points)
    {
        using ParameterStack own = stack.Slice(member, 1);
        var logits = Predictor.Logits(setting.Data, own, [.. points])[0];
        return Enumerable
            .Range(0, logits.Points)
            .Average(point =>
            {
                double[] row = logits.Row(point).ToArray();
                double largest = row.Max();
                return largest
                    + Math.Log(row.Sum(z => Math.Exp(z - largest)))
                    - row[setting.Data.Dataset.Labels[points.Ids[point]]];
            });
    }
}
