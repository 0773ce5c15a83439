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
    /// <summary>Rules that read the forget set only, so that an empty one leaves nothing to do.</summary>
    private static readonly string[] ForgetOnly =
    [
        "boundary-shrink",
        "ce-u",
        "certified-removal",
        "delta-grad",
        "grad-diff",
        "gradient-ascent",
        "influence",
        "langevin",
        "me",
        "npo",
        "rmu",
        "sat-imp",
        "simnpo",
        "ssd",
        "task-vector",
        "undial",
        "wga",
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
        ["undo"] = "mixes weights with fresh ones, and distils from what it had",
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
