using TorchSharp;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What every method that edits weights keeps to, whatever its rule.</summary>
[TestFixtureSource(typeof(WeightMethods), nameof(WeightMethods.Names))]
public sealed class ConformanceTests(string name)
{
    /// <summary>Rules that begin by throwing weights away or by have several rates: a rate of zero is not the identity.</summary>
    private static readonly string[] StartElsewhere = ["amnesiac", "eu-k", "fcs", "langevin", "msg", "prmq"];

    /// <summary>Rules that read the forget set only, so that an empty one leaves nothing to do.</summary>
    private static readonly string[] ForgetOnly =
    [
        "boundary-shrink",
        "delta-grad",
        "gradient-ascent",
        "influence",
        "langevin",
        "npo",
        "ssd",
    ];

    private readonly IWeightMethod _method = WeightMethods.Named(name);

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
    public void A_learning_rate_of_zero_is_the_identity()
    {
        if (!WeightMethods.Has(_method, "LearningRate") || StartElsewhere.Contains(name))
        {
            Assert.Ignore("The rule has no learning rate, or does not start from the original.");
        }

        using Setting setting = For(2);

        using ParameterStack after = setting.Unlearn(WeightMethods.With(_method, "LearningRate", 0.0));

        Assert.That(Bits.Same(after, 0, setting.Originals, 0), Is.True);
        Assert.That(Bits.Same(after, 1, setting.Originals, 1), Is.True);
    }

    [Test]
    public void An_empty_forget_set_leaves_a_usable_model_and_nothing_changed_where_only_forgotten_points_are_read()
    {
        using Setting setting = For(1);
        ForgetRequest nothing = setting.Requests[0] with { };
        var request = new ForgetRequest(nothing.Seed, nothing.Train, new PointSet([]), nothing.Training);

        using ParameterStack after = setting.Unlearn(_method, setting.Originals, request);

        Assert.That(Bits.Doubles(after), Has.All.Matches<double>(double.IsFinite));
        if (ForgetOnly.Contains(name))
        {
            Assert.That(Bits.Same(after, 0, setting.Originals, 0), Is.True);
        }
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

    [Test]
    public void The_result_depends_on_the_request_alone()
    {
        using Setting setting = For(1);

        using ParameterStack first = setting.Unlearn(_method);
        using ParameterStack second = setting.Unlearn(_method);

        Assert.That(Bits.Same(first, 0, second, 0), Is.True);
    }

    [Test]
    public void Work_is_counted_and_gaps_between_arrays_stay_zero()
    {
        using Setting setting = For(2);

        using ParameterStack after = setting.Unlearn(_method);

        Assert.That(setting.Cost.Gradients, Has.All.GreaterThan(0));
        bool[] real = new bool[after.Layout.Width];
        foreach (ParameterShape parameter in after.Layout.Parameters)
        {
            Array.Fill(real, true, parameter.Offset, parameter.Count);
        }

        Assert.That(Bits.Doubles(after).Where((_, i) => !real[i % real.Length]), Has.All.Zero);
    }

    [Test]
    public void No_tensor_is_left_behind()
    {
        using Setting setting = For(2);
        using DisposeScope scope = NewDisposeScope();

        using ParameterStack after = setting.Unlearn(_method);

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void A_cancelled_token_stops_it()
    {
        using Setting setting = For(1);
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(1));

        Assert.That(
            () => _method.Unlearn(context, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    // A method that trains its own originals gets those.
    private Setting For(int members)
    {
        var setting = new Setting(members, WeightMethods.Model(_method));
        if (_method is IOwnTrainingMethod own)
        {
            setting.TrainOriginalsBy(own);
        }

        return setting;
    }
}
