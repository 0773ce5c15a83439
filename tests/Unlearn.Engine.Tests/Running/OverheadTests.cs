using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Running;

/// <summary>What the engine itself costs: board, locks, store, hashing and events around tasks that do nothing.</summary>
[Category("Slow")]
public sealed class OverheadTests
{
    private const int Tasks = 1000;

    // The bar is 1 ms on an idle machine; neighbours on the cores make processor time longer, and must break no build.
    private const double Limit = 5.0;

    [Test]
    public async Task A_thousand_tasks_that_do_nothing_cost_next_to_nothing()
    {
        ExperimentDefinition definition = FaultTests.Small with
        {
            Seeds = new SeedPlan { Count = 1 },
            Model = new SoftmaxRegression(),
            Methods =
            [
                .. Enumerable
                    .Range(0, Tasks)
                    .Select(static i => new Named<IUnlearningMethod>($"m{i}", new NothingMethod { Number = i })),
            ],
        };
        TimeSpan best = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using var folder = new TemporaryFolder();
            Directory.CreateDirectory(folder["run"]);
            using var journal = new RunJournal(folder["run"], new EventList(), TimeProvider.System);
            RunRequest request = Samples.Request(definition, folder["run"], folder["store"], jobs: 1);
            PlannedRun run = await PlannedRun.OpenAsync(request, Assert.Fail, CancellationToken.None);
            PlanTask[] originals = [.. run.Plan.Tasks.Where(static task => task.Kind == "original")];
            PlanTask[] nothings = [.. run.Plan.Tasks.Where(static task => task.Kind == "unlearn")];
            Assert.That(nothings, Has.Length.EqualTo(Tasks));
            var executor = new LocalExecutor();
            await executor.RunAsync(run, originals, journal, CancellationToken.None);

            // Processor time, of all threads: the worker's, the pool's and the collector's.
            TimeSpan before = Environment.CpuUsage.TotalTime;
            await executor.RunAsync(run, nothings, journal, CancellationToken.None);
            TimeSpan took = Environment.CpuUsage.TotalTime - before;
            best = took < best ? took : best;
            Assert.That(run.Store.Files().Count(), Is.EqualTo(Tasks + originals.Length));
        }

        await TestContext.Out.WriteLineAsync($"{best.TotalMilliseconds / Tasks:0.000} ms a task");
        Assert.That(best.TotalMilliseconds / Tasks, Is.LessThan(Limit));
    }
}
