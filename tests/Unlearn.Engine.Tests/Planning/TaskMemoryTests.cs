using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>What tasks are estimated to need, against what the process grows by while they run.</summary>
[Platform("Linux", Reason = "asks /proc for the highest resident memory")]
[NonParallelizable]
[Category("Slow")]
public sealed class TaskMemoryTests
{
    // Allocators keep what they like, so machines differ.
    private const double Factor = 2.5;

    private static readonly TestCaseData[] Cases =
    [
        Case("mlp", new Mlp { Hidden = [2048, 2048] }, batch: 64, count: 1),
        Case("mlp", new Mlp { Hidden = [512] }, batch: 64, count: 64),
        Case("cnn", new Cnn { Channels = [64, 128], Kernel = 3 }, batch: 512, count: 1),
        Case("resnet", new ResNet { Depth = 8 }, batch: 512, count: 3),
        Case("resnet", new ResNet { Depth = 20, Normalisation = Normalisation.Group }, batch: 256, count: 1),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task A_training_grows_the_process_by_what_was_estimated(IModel model, int batch, int count)
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = FaultTests.Small with
        {
            Seeds = new SeedPlan { Count = count + 1 },
            Datasets = [new("digits", new Digits())],
            Model = model,
            Training = new TrainingOptions { Epochs = 1, BatchSize = batch },
            Methods = [new("nothing", new NothingMethod())],
        };
        Directory.CreateDirectory(folder["run"]);
        var events = new EventList();
        using var journal = new RunJournal(folder["run"], events, TimeProvider.System);
        RunRequest request = Samples.Request(definition, folder["run"], folder["store"], jobs: 1);
        PlannedRun run = await PlannedRun.OpenAsync(request, Assert.Fail, CancellationToken.None);
        PlanTask[] originals = [.. run.Plan.Tasks.Where(static task => task.Kind == "original")];
        var executor = new LocalExecutor();
        // What the first training loads and compiles stays for all.
        await executor.RunAsync(run, originals[..1], journal, CancellationToken.None);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ = malloc_trim(0);
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = Resident("VmRSS");

        await executor.RunAsync(run, originals[1..], journal, CancellationToken.None);

        long grown = Resident("VmHWM") - before;
        long estimated = originals[1].Memory(count);
        Assert.That(events.All.OfType<TasksStarted>().Last().Count, Is.EqualTo(count), "in one group");
        Assert.That(estimated, Is.InRange(grown / Factor, grown * Factor), $"grown by {grown}");
        await TestContext.Out.WriteLineAsync($"ratio {(double)estimated / grown:F2}");
    }

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern int malloc_trim(nint pad);

    private static TestCaseData Case(string name, IModel model, int batch, int count) =>
        new TestCaseData(model, batch, count).SetArgDisplayNames(name, $"{batch}", $"{count}");

    private static long Resident(string name)
    {
        string line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024
            * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
