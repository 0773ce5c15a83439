using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting.Scenarios;

namespace Unlearn.Engine.Tests.Running;

public sealed class LandscapeTests
{
    private static readonly Progress<RunEvent> Silent = new();

    private static readonly ExperimentDefinition Plain = Samples.Digits with
    {
        Seeds = new SeedPlan { Base = 7, Count = 1 },
        Forget = [new Named<IForgetScenario>("a-few", new RandomScenario { Fraction = 0.05 })],
        Attacks = [],
    };

    [Test]
    public async Task Maps_show_training_and_each_method_that_edits_the_model_and_change_no_result()
    {
        using var folder = new TemporaryFolder();
        string with = Path.Combine(folder.Path, "with");
        string without = Path.Combine(folder.Path, "without");
        string store = Path.Combine(folder.Path, "store");
        await Run(Plain, without, store);
        await Run(Plain with { Report = new ReportOptions { Landscape = true } }, with, store);
        ModelLandscape[] maps = [.. new RunFolder(with).ReadCurves()!.Settings[0].Landscapes];

        Assert.Multiple(() =>
        {
            Assert.That(new RunFolder(without).ReadCurves()!.Settings[0].Landscapes, Is.Empty);
            Assert.That(
                File.ReadAllBytes(Path.Combine(with, RunFolder.ResultsFile)),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(without, RunFolder.ResultsFile)))
            );
            Assert.That(maps.Select(static map => map.Row), Is.EqualTo(new[] { null, "ascent" }));
            ModelLandscape training = maps[0];
            Assert.That(training.Map.Path, Has.Count.InRange(20, WeightPath.Most + 2));
            Assert.That(training.Map.Path[0].Loss, Is.GreaterThan(training.Map.Trained.Loss));
            Assert.That(training.Map.Path[^1], Is.EqualTo(training.Map.Trained), "made again to the same bits");
            ModelLandscape ascent = maps[1];
            Assert.That(ascent.Map.Path[0], Is.EqualTo(ascent.Map.Trained));
            Assert.That(ascent.Map.Path[^1].Loss, Is.GreaterThan(ascent.Map.Trained.Loss), "ascent goes up");
            Assert.That(ascent.Map.Path, Has.Count.GreaterThan(2), "step by step");
        });
    }

    [Test]
    public async Task They_do_not_depend_on_workers_and_are_found_in_the_store()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Plain with { Report = new ReportOptions { Landscape = true } };
        string one = Path.Combine(folder.Path, "one");
        string two = Path.Combine(folder.Path, "two");
        string again = Path.Combine(folder.Path, "again");
        await Run(definition, one, Path.Combine(folder.Path, "store-1"), jobs: 1);
        await Run(definition, two, Path.Combine(folder.Path, "store-2"));
        var events = new EventList();
        await new ExperimentRunner().RunAsync(
            Samples.Request(definition, again, Path.Combine(folder.Path, "store-1")),
            events,
            CancellationToken.None
        );

        byte[] first = File.ReadAllBytes(Path.Combine(one, RunFolder.CurvesFile));
        Assert.That(File.ReadAllBytes(Path.Combine(two, RunFolder.CurvesFile)), Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(Path.Combine(again, RunFolder.CurvesFile)), Is.EqualTo(first));
        Assert.That(events.All.OfType<TasksStarted>(), Is.Empty);
    }

    private static Task<RunOutcome> Run(ExperimentDefinition definition, string folder, string store, int jobs = 2) =>
        new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder, store, jobs),
            Silent,
            CancellationToken.None
        );
}
