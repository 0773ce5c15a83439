using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Methods that rest on how the original was trained, asked again and again: what they know of earlier requests.</summary>
public sealed class StreamingTests
{
    [Test]
    public void Certified_removal_goes_on_where_the_answer_before_left_off_and_ends_as_if_asked_once(
        [Values(0.05, 100.0)] double epsilon
    )
    {
        var rule = new CertifiedRemoval { Epsilon = epsilon, Lambda = 0.01 };
        using var setting = new Setting(1, new SoftmaxRegression());
        setting.TrainOriginalsBy(rule);
        using ParameterStack once = Answer(setting, rule, setting.Originals, setting.Requests[0], out Told all);
        Told[] told = Stream(setting, rule, out ParameterStack end);
        using (end)
        {
            Assert.That(Bits.Same(end, 0, once, 0), Is.True);
        }

        Assert.That(told.Sum(static one => one.Gradients), Is.EqualTo(all.Gradients), "nothing is charged twice");
        Assert.That(told[^1].Figures, Is.EqualTo(all.Figures));
        double[] retrainings = [.. told.Select(static one => one.Figures[CertificateFigures.Retrainings.Name])];
        double[] bounds = [.. told.Select(static one => one.Figures[CertificateFigures.ResidualBound.Name])];
        if (epsilon > 1)
        {
            Assert.That(retrainings, Has.All.Zero);
            Assert.That(bounds, Is.Ordered.Ascending.And.Unique, "the bound runs on");
        }
        else
        {
            Assert.That(retrainings, Is.Ordered.Ascending.And.Some.Positive, "the budget runs out");
            Assert.That(bounds, Has.All.InRange(0.0, rule.Budget));
        }
    }

    [Test]
    public void Langevin_s_account_grows_with_every_request_and_begins_as_that_of_one()
    {
        var rule = new Langevin { LearnSteps = 40, Steps = 10 };
        using var setting = new Setting(1, new SoftmaxRegression());
        setting.TrainOriginalsBy(rule);
        ForgetRequest request = setting.Requests[0];
        ForgetRequest first = new(request.Seed, request.Train, Parts(request)[0], request.Training);
        using ParameterStack alone = Answer(setting, rule, setting.Originals, first, out Told one);

        Told[] told = Stream(setting, rule, out ParameterStack end);

        using (end)
        {
            double[] epsilons = [.. told.Select(static answer => answer.Figures[CertificateFigures.Epsilon.Name])];
            Assert.That(epsilons[0], Is.EqualTo(one.Figures[CertificateFigures.Epsilon.Name]));
            Assert.That(epsilons, Is.Ordered.Ascending);
            Assert.That(epsilons[^1], Is.GreaterThan(2 * epsilons[0]));
            Assert.That(Bits.Same(end, 0, alone, 0), Is.False);
        }
    }

    [Test]
    public void Amnesiac_takes_back_each_batch_once()
    {
        var rule = new Amnesiac { RepairEpochs = 0 };
        using var setting = new Setting(1);
        using ParameterStack once = Answer(setting, rule, setting.Originals, setting.Requests[0], out _);

        Stream(setting, rule, out ParameterStack end);

        using (end)
        {
            Assert.That(Bits.Doubles(end), Is.EqualTo(Bits.Doubles(once)).Within(1e-5));
            Assert.That(Bits.Doubles(once), Is.Not.EqualTo(Bits.Doubles(setting.Originals)).Within(1e-2));
        }
    }

    [Test]
    public void Delta_grad_carries_no_error_from_answer_to_answer()
    {
        var rule = new DeltaGrad { BurnIn = 4, Period = 3 };
        using var setting = new Setting(1);
        using ParameterStack once = Answer(setting, rule, setting.Originals, setting.Requests[0], out Told all);

        Told[] told = Stream(setting, rule, out ParameterStack end);

        using (end)
        {
            Assert.That(Bits.Same(end, 0, once, 0), Is.True);
            Assert.That(Bits.Same(end, 0, setting.Originals, 0), Is.False);
        }

        Assert.That(told[^1].Gradients, Is.EqualTo(all.Gradients), "an answer walks the whole path");
    }

    /// <summary>Answers the parts of the setting's request one after another.</summary>
    private static Told[] Stream(Setting setting, IWeightMethod method, out ParameterStack end)
    {
        ForgetRequest whole = setting.Requests[0];
        var told = new List<Told>();
        ForgetRequest? before = null;
        PointSet left = whole.Train;
        end = setting.Originals.Clone();
        foreach (PointSet part in Parts(whole))
        {
            var asked = new ForgetRequest(whole.Seed.Derive(told.Count), left, part, whole.Training)
            {
                Before = before,
            };
            asked = before is null ? asked with { Seed = whole.Seed } : asked;
            using ParameterStack found = end;
            end = Answer(setting, method, found, asked, out Told one);
            told.Add(one);
            left = asked.Retain;
            before = asked;
        }

        return [.. told];
    }

    private static PointSet[] Parts(ForgetRequest request) =>
        [.. request.Forget.Ids.Chunk(4).Select(static part => new PointSet(part))];

    private static ParameterStack Answer(
        Setting setting,
        IWeightMethod method,
        ParameterStack found,
        ForgetRequest request,
        out Told told
    )
    {
        var context = new UnlearningContext(setting.Data, found, [request], new CostCounter(1));
        ParameterStack after = method.Unlearn(context, default);
        told = new Told(
            context.Cost.Gradients[0],
            context.Figures.Of(0).ToDictionary(static figure => figure.Name, static figure => figure.Value!.Value)
        );
        return after;
    }

    private sealed record Told(long Gradients, Dictionary<string, double> Figures);
}
