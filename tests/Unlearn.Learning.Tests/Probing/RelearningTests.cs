using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Tests.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Probing;

/// <summary>A class of digits: the original knows it, a fine-tuned model neglects it, a retrained one never saw it.</summary>
public sealed class RelearningTests : IDisposable
{
    private readonly DigitsSetting _digits = new(new ClassScenario { Label = "3" });
    private readonly ParameterStack _original;
    private readonly ParameterStack _retrained;
    private readonly ParameterStack _neglectful;

    public RelearningTests()
    {
        _original = _digits.Originals.Slice(0, 1);
        _retrained = _digits.Retrained.Slice(0, 1);
        var context = new UnlearningContext(_digits.Data, _original, [_digits.Requests[0]], new CostCounter(1));
        _neglectful = new FineTune().Unlearn(context, default);
    }

    [Test]
    public void Relearning_what_was_never_forgotten_takes_no_step()
    {
        AttackEvidence evidence = new RelearnTime().Probe(Input(_original), default);

        Assert.That(ProbeSamples.Value(evidence, "relearn-steps"), Is.Zero);
        Assert.That(ProbeSamples.Value(evidence, "relearn-steps-retrained"), Is.GreaterThan(0));
    }

    [Test]
    public void A_neglectful_model_relearns_sooner_than_a_retrained_one_which_takes_as_long_as_itself()
    {
        AttackEvidence neglectful = new RelearnTime().Probe(Input(_neglectful), default);
        AttackEvidence retrained = new RelearnTime().Probe(Input(_retrained), default);

        AttackCurve curve = neglectful.Curves.Single();
        int steps = (int)ProbeSamples.Value(neglectful, "relearn-steps");
        Assert.That(curve.Kind, Is.EqualTo(CurveKind.Relearning));
        Assert.That(curve.Up[steps], Is.EqualTo(curve.Up.Take(steps + 1).Max()), "back at the step that is counted");
        Assert.That(curve.Up.Take(steps), Is.All.LessThan(curve.Up[steps]));
        Assert.That(ProbeSamples.Value(neglectful, "anamnesis-index"), Is.LessThan(1));
        Assert.That(ProbeSamples.Value(retrained, "anamnesis-index"), Is.EqualTo(1));
    }

    [Test]
    public void A_model_that_does_not_relearn_in_time_has_no_number()
    {
        Figure figure = ProbeSamples.Figure(
            new RelearnTime { Limit = 1, LearningRate = 1e-6 }.Probe(Input(_retrained), default),
            "relearn-steps"
        );

        Assert.That(figure.Value, Is.Null);
        Assert.That(figure.NotResolvable, Is.EqualTo("the attacked model did not relearn within 1 steps"));
    }

    [Test]
    public void Retained_points_alone_bring_back_what_was_only_neglected()
    {
        AttackEvidence evidence = new RetainRelearning { Epochs = 1 }.Probe(Input(_original), default);
        AttackEvidence retrained = new RetainRelearning { Epochs = 1 }.Probe(Input(_retrained), default);

        Assert.That(ProbeSamples.Value(evidence, "forget-accuracy-after"), Is.GreaterThan(0));
        Assert.That(ProbeSamples.Value(evidence, "retrained-accuracy-after"), Is.Zero, "a class it never saw");
        Assert.That(ProbeSamples.Value(retrained, "relearned-gap"), Is.Zero);
    }

    [Test]
    public void The_same_input_gives_the_same_figures_and_models_stay_as_they_are()
    {
        float[] before = _neglectful.ToRows()[0];
        string first = string.Join('|', new RelearnTime().Probe(Input(_neglectful), default).Figures);
        string second = string.Join('|', new RelearnTime().Probe(Input(_neglectful), default).Figures);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(_neglectful.ToRows()[0], Is.EqualTo(before));
    }

    public void Dispose()
    {
        _neglectful.Dispose();
        _retrained.Dispose();
        _original.Dispose();
        _digits.Dispose();
    }

    private ProbeInput Input(ParameterStack target) =>
        new()
        {
            Data = _digits.Data,
            Request = _digits.Requests[0],
            Public = new PointSet(_digits.Split.Test),
            Target = target,
            Original = _original,
            Reference = _retrained,
        };
}
