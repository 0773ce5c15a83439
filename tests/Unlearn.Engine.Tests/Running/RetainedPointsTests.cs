using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Verification.Attacks.Aware;

namespace Unlearn.Engine.Tests.Running;

/// <summary>
/// Inside the shadow loop retained points stand where forgotten ones stood. A class is forgotten by models that do nothing: they know it,
/// retrained ones do not, and both know the points that stay. So every attack must find the difference on the forget set and far less of it
/// on the retained points; a figure taken over the wrong points would show.
/// </summary>
public sealed class RetainedPointsTests
{
    private TemporaryFolder _folder = null!;
    private RowResult _original = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Forget = [new("threes", new ClassScenario { Label = "3" })],
            Methods = [],
            Attacks =
            [
                new("u-lira", new ULira { Shadows = 32 }),
                new("klom", new Klom { Shadows = 32 }),
                new("challenge", new ChallengeScore { Shadows = 32 }),
            ],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, _folder["run"], _folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        _original = outcome.Results.Settings[0].Rows.Single(static row => row.Role == RowRole.Original);
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder.Dispose();

    [Test]
    public void The_attack_of_the_shadow_loop_finds_the_class_and_guesses_on_retained_points()
    {
        Assert.That(Of("u-lira/accuracy-mean"), Is.GreaterThan(0.95));
        Assert.That(Of("u-lira/retain-accuracy-mean"), Is.LessThan(0.75));
    }

    [Test]
    public void The_divergence_of_margins_lies_on_the_class() =>
        Assert.That(Of("klom/klom-mean"), Is.GreaterThan(2 * Of("klom/retain-klom-mean")));

    [Test]
    public void The_challenge_scores_nothing_on_the_class_and_the_null_on_retained_points()
    {
        Assert.That(Of("challenge/forgetting-score"), Is.LessThan(0.001));
        Assert.That(Of("challenge/retain-forgetting-score"), Is.GreaterThan(0.05));
    }

    private double Of(string name)
    {
        double value = _original.Trials[0].Figures.Single(figure => figure.Name == name).Value!.Value;
        TestContext.Out.WriteLine($"{name} {value}");
        return value;
    }
}
