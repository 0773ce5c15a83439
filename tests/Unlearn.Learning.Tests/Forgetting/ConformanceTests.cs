using System.Reflection;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What every method that edits weights keeps to, whatever its rule, on every kind of model that it serves.</summary>
[TestFixtureSource(typeof(WeightMethods), nameof(WeightMethods.OnModels))]
public sealed class ConformanceTests(string name, string model)
{
    /// <summary>Rules for which a learning rate of zero is not the identity, and why.</summary>
    private static readonly Dictionary<string, string> StartElsewhere = new()
    {
        ["amnesiac"] = "takes updates back before it repairs",
        ["ct"] = "transposes kernels before it fine-tunes",
        ["eu-k"] = "initialises layers anew before it trains them",
        ["msg"] = "initialises weights anew before it fine-tunes",
        ["prmq"] = "initialises weights anew, and rounds at the end",
    };

    /// <summary>Rules that read the forget set only, so that an empty one leaves nothing to do.</summary>
    private static readonly string[] ForgetOnly =
    [
        "boundary-shrink",
        "certified-removal",
        "delta-grad",
        "gradient-ascent",
        "influence",
        "langevin",
        "npo",
        "ssd",
    ];

    /// <summary>Rules that do something else than descend on the retain set even with nothing to forget, and what.</summary>
    private static readonly Dictionary<string, string> DoMore = new()
    {
        ["bad-teacher"] = "distils from the original, whose outputs the model has already",
        ["ct"] = "transposes kernels and takes only a few small steps",
        ["eu-k"] = "initialises layers anew",
        ["fisher-forgetting"] = "adds noise, which no forget set scales",
        ["l1-sparse"] = "its penalty is a part of what it descends on",
        ["msg"] = "initialises weights anew",
        ["prmq"] = "initialises most weights anew",
    };

    private readonly IWeightMethod _method = WeightMethods.Short(name);
    private Setting _trained = null!;

    [OneTimeSetUp]
    public void Train() => _trained = WeightMethods.Setting(_method, model, 4);

    [OneTimeTearDown]
    public void Free() => _trained?.Dispose();

    [Test]
    public void Weights_move_and_the_originals_do_not()
    {
        using Setting setting = For(3);
        double[] before = Bits.Doubles(setting.Originals);

        // On so small a problem no parameter matters ten times as much to the forget set; the threshold is another test's.
        using ParameterStack after = setting.Unlearn(name == "ssd" ? new Ssd { Alpha = 1.0 } : _method);

        Assert.That(Bits.Doubles(setting.Originals), Is.EqualTo(before));
        for (int member = 0; member < 3; member++)
        {
            Assert.That(Bits.Same(after, member, setting.Originals, member), Is.False, $"member {member}");
        }
    }

    [Test]
    public void Learning_rates_of_zero_are_the_identity_or_leave_the_rule_s_own_start()
    {
        PropertyInfo[] rates =
        [
            .. _method
                .GetType()
                .GetProperties()
                .Where(static option => option.Name.EndsWith("Rate", StringComparison.Ordinal)),
        ];
        if (rates.Length == 0)
        {
            Assert.Ignore("The rule has no learning rate.");
        }

        if (name == "langevin")
        {
            Assert.Ignore(
                "A step length of 0 is outside of its range: the noise has the same factor, and nothing would be hidden."
            );
        }

        using Setting setting = For(2);
        IWeightMethod still = rates.Aggregate(_method, static (now, rate) => WeightMethods.With(now, rate.Name, 0.0));

        using ParameterStack after = setting.Unlearn(still);

        if (!StartElsewhere.TryGetValue(name, out string? why))
        {
            Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(setting.Originals)));
            return;
        }

        // More steps of length zero lead nowhere either.
        string passes = name == "amnesiac" ? "RepairEpochs" : "Epochs";
        using ParameterStack longer = setting.Unlearn(WeightMethods.With(still, passes, 9));
        Assert.That(Bits.Doubles(longer), Is.EqualTo(Bits.Doubles(after)));
        Assert.That(Bits.Doubles(after), Is.Not.EqualTo(Bits.Doubles(setting.Originals)), why);
    }

    [Test]
    public void An_empty_forget_set_changes_nothing_or_leaves_a_descent_on_the_retain_set()
    {
        using Setting setting = For(1);
        ForgetRequest some = setting.Requests[0];
        var request = new ForgetRequest(some.Seed, some.Train, new PointSet([]), some.Training);

        using ParameterStack after = setting.Unlearn(_method, setting.Originals, request);

        if (ForgetOnly.Contains(name))
        {
            Assert.That(Bits.Same(after, 0, setting.Originals, 0), Is.True);
            return;
        }

        double[] moved = Bits.Doubles(after);
        double before = Loss(setting, setting.Originals, some.Train);
        double now = Loss(setting, after, some.Train);
        Assert.That(moved, Has.All.Matches<double>(double.IsFinite));
        if (DoMore.TryGetValue(name, out string? what))
        {
            Assert.That(now, Is.LessThan(2 * before + 0.2), what);
            return;
        }

        Assert.That(now, Is.LessThan(before - 0.001), "nothing but descent on the retained points is left");
    }

    [Test]
    public void A_batch_that_holds_all_points_may_be_larger_still()
    {
        if (!WeightMethods.Has(_method, "BatchSize"))
        {
            Assert.Ignore("The rule has no batches.");
        }

        using Setting setting = For(1);
        using ParameterStack whole = setting.Unlearn(WeightMethods.With(_method, "BatchSize", 300));
        using ParameterStack more = setting.Unlearn(WeightMethods.With(_method, "BatchSize", 999));

        Assert.That(Bits.Doubles(more), Is.EqualTo(Bits.Doubles(whole)).Within(1e-4));
    }

    [Test]
    public void The_forget_set_s_order_does_not_matter()
    {
        using Setting setting = For(1);
        ForgetRequest asked = setting.Requests[0];
        var reversed = new ForgetRequest(
            asked.Seed,
            new PointSet(asked.Train.Reverse()),
            new PointSet(asked.Forget.Reverse()),
            asked.Training
        );

        using ParameterStack one = setting.Unlearn(_method);
        using ParameterStack other = setting.Unlearn(_method, setting.Originals, reversed);

        Assert.That(Bits.Same(one, 0, other, 0), Is.True);
    }

    [Test]
    public void A_member_alone_has_the_bits_that_it_has_in_a_stack()
    {
        using Setting setting = For(4);
        using ParameterStack together = setting.Unlearn(_method);
        long[] costs = [.. setting.Cost.Gradients];
        for (int member = 0; member < 4; member++)
        {
            using ParameterStack one = setting.Originals.Slice(member, 1);
            using ParameterStack alone = setting.Unlearn(_method, one, setting.Requests[member]);

            Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"member {member}");
            Assert.That(setting.Cost.Gradients[0], Is.EqualTo(costs[member]), $"cost of member {member}");
        }
    }

    private Setting For(int members) => _trained.First(members);

    private static double Loss(Setting setting, ParameterStack stack, PointSet points)
    {
        LogitTable logits = Predictor.Logits(setting.Data, stack, [.. points])[0];
        int[] labels = [.. points.Select(point => setting.Data.Dataset.Labels[point])];
        return Confidence.Phi(logits, labels).Average(Confidence.Loss);
    }
}
