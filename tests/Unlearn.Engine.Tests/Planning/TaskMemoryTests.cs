using System.Diagnostics;
using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>
/// What tasks are estimated to need, against what a process grows by while they run: one of its own for each, since what other tests
/// leave in allocators and scratch memory is used again and would not be seen.
/// </summary>
[Platform("Linux", Reason = "asks /proc for the highest resident memory")]
[Category("Slow")]
public sealed class TaskMemoryTests
{
    private const string CaseVariable = "UNLEARN_TEST_MEMORY_CASE";
    private const string FileVariable = "UNLEARN_TEST_MEMORY_FILE";

    // Allocators keep what they like, and kernels of other processors take other scratch memory.
    private const double Factor = 2.5;

    private static readonly Training[] Cases =
    [
        new(new Mlp { Hidden = [2048, 2048] }, Batch: 64, Count: 1, new Mlp { Hidden = [16] }),
        new(new Mlp { Hidden = [512] }, Batch: 64, Count: 64, new Mlp { Hidden = [16] }),
        new(new Cnn { Channels = [64, 128], Kernel = 3 }, Batch: 512, Count: 1, new Cnn { Channels = [16, 16] }),
        new(new Cnn { Channels = [128, 512], Kernel = 3 }, Batch: 512, Count: 1, new Cnn { Channels = [256, 256] }),
        new(new ResNet { Depth = 8 }, Batch: 512, Count: 3, new ResNet { Depth = 8 }),
        new(new ResNet { Depth = 32 }, Batch: 256, Count: 1, new ResNet { Depth = 8 }),
        new(
            new ResNet { Depth = 20, Normalisation = Normalisation.Group },
            Batch: 256,
            Count: 1,
            new ResNet { Depth = 8, Normalisation = Normalisation.Group }
        ),
        new(
            new Llama
            {
                Width = 64,
                Blocks = 4,
                Heads = 8,
            },
            Batch: 64,
            Count: 2,
            new Llama { Width = 16, Blocks = 1 }
        ),
        new(
            new Gpt2
            {
                Width = 256,
                Blocks = 2,
                Heads = 2,
            },
            Batch: 64,
            Count: 1,
            new Gpt2 { Width = 16, Blocks = 1 }
        ),
    ];

    private static IEnumerable<TestCaseData> Numbers =>
        Cases.Select(static (at, number) => new TestCaseData(number).SetArgDisplayNames($"{at}"));

    [TestCaseSource(nameof(Numbers))]
    public async Task A_training_grows_the_process_by_what_was_estimated(int number)
    {
        using var folder = new TemporaryFolder();
        using Process child = TestProcess.Start(
            typeof(TaskMemoryTests),
            nameof(One_training_in_a_process_of_its_own),
            folder["test-results"],
            new Dictionary<string, string?>
            {
                [CaseVariable] = $"{number}",
                [FileVariable] = folder["measured"],
                ["UNLEARN_SLOW"] = "1",
                // What is not collected yet is the same on machines with large and with small caches.
                ["DOTNET_GCgen0size"] = "400000",
            }
        );
        string said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.That(child.ExitCode, Is.Zero, said);
        long[] measured =
        [
            .. File.ReadLines(folder["measured"]).Select(static line => long.Parse(line, CultureInfo.InvariantCulture)),
        ];
        (long estimated, long grown) = (measured[0], measured[1]);
        await TestContext.Out.WriteLineAsync($"estimated {estimated}, grown {grown}: {(double)estimated / grown:F2}");
        Assert.That(estimated, Is.InRange(grown / Factor, grown * Factor), $"grown by {grown}");
    }

    /// <summary>What a child process runs; by itself it is one more training.</summary>
    [Test]
    public async Task One_training_in_a_process_of_its_own()
    {
        string number = Environment.GetEnvironmentVariable(CaseVariable) ?? "1";
        Training training = Cases[int.Parse(number, CultureInfo.InvariantCulture)];
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["small"]);
        Directory.CreateDirectory(folder["run"]);
        var executor = new LocalExecutor();
        // What a first small training loads and compiles stays for all.
        Training small = training with
        {
            Model = training.Small,
            Batch = 16,
            Count = 1,
        };
        using (var quiet = new RunJournal(folder["small"], new EventList(), TimeProvider.System))
        {
            (PlannedRun first, PlanTask[] tasks) = await OpenAsync(small, folder, "small");
            await executor.RunAsync(first, tasks, quiet, CancellationToken.None);
        }

        var events = new EventList();
        using var journal = new RunJournal(folder["run"], events, TimeProvider.System);
        (PlannedRun run, PlanTask[] originals) = await OpenAsync(training, folder, "run");
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ = malloc_trim(0);
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = Resident("VmRSS");

        await executor.RunAsync(run, originals, journal, CancellationToken.None);

        long grown = Resident("VmHWM") - before;
        Assert.That(events.All.OfType<TasksStarted>().Single().Count, Is.EqualTo(training.Count), "in one group");
        if (Environment.GetEnvironmentVariable(FileVariable) is { } file)
        {
            File.WriteAllLines(file, [$"{originals[0].Memory(training.Count)}", $"{grown}"]);
        }
    }

    private static async Task<(PlannedRun Run, PlanTask[] Originals)> OpenAsync(
        Training training,
        TemporaryFolder folder,
        string name
    )
    {
        ExperimentDefinition definition = FaultTests.Small with
        {
            Seeds = new SeedPlan { Count = training.Count },
            Datasets =
            [
                training.Model is ITextModel ? new("people", new FictitiousPeople()) : new("digits", new Digits()),
            ],
            Model = training.Model,
            Training = new TrainingOptions { Epochs = 1, BatchSize = training.Batch },
            Methods = [new("nothing", new NothingMethod())],
        };
        RunRequest request = Samples.Request(definition, folder[name], folder["store"], jobs: 1);
        PlannedRun run = await PlannedRun.OpenAsync(request, Assert.Fail, CancellationToken.None);
        return (run, [.. run.Plan.Tasks.Where(static task => task.Kind == "original")]);
    }

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern int malloc_trim(nint pad);

    private static long Resident(string name)
    {
        string line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024
            * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }

    /// <summary>What is trained, so many members together, and a small network of its kind.</summary>
    private sealed record Training(IModel Model, int Batch, int Count, IModel Small)
    {
        public override string ToString() => $"{Model.GetType().Name.ToLowerInvariant()}, {Batch}, {Count}";
    }
}
