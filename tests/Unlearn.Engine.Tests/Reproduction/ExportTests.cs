using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Reproduction;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Verification;

namespace Unlearn.Engine.Tests.Reproduction;

public sealed class ExportTests
{
    [Test]
    public async Task One_failed_trial_does_not_stop_an_export()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = FaultTests.Small with
        {
            Seeds = new SeedPlan { Base = 7, Count = 1 },
            Methods =
            [
                new Named<IUnlearningMethod>("diverging", new DivergingMethod()),
                new Named<IUnlearningMethod>("nothing", new NothingMethod()),
            ],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        HashSet<string> failed = [.. outcome.Failed.Select(static trial => trial.Id)];
        Assert.That(failed, Has.Count.EqualTo(1));
        var store = new ResultStore(folder["store"], static _ => { });
        ExperimentPlan plan = ExperimentPlanner.Plan(definition, new DataFolders([], AppContext.BaseDirectory), []);
        var all = new TrialFilter([]);

        ExportedParts weights = WeightExport.Write(plan, all, store, failed, folder["weights"]);
        ExportedParts outputs = OutputExport.Write(plan, all, store, failed, folder["outputs"], default);

        foreach (ExportedParts parts in (ExportedParts[])[weights, outputs])
        {
            Assert.That(parts.LeftOut, Is.EqualTo(failed));
            Assert.That(parts.Files, Has.Count.EqualTo(plan.Trials.Count() - 1));
            Assert.That(parts.Files, Has.Some.Contains("nothing").And.All.Exist);
        }

        Assert.That(
            () => WeightExport.Write(plan, all, store, new HashSet<string>(), folder["pruned"]),
            Throws.TypeOf<InputException>().With.Message.Contains("pruned"),
            "a model that is missing although its trial did not fail"
        );
        Assert.That(Directory.Exists(folder["pruned"]), Is.False);
    }
}
