using Unlearn.Engine.Definition;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Trainings that are stopped in the middle go on from where they were, and end in the same bytes.</summary>
public sealed class CheckpointTests
{
    private static readonly ExperimentDefinition Dense = FaultTests.Small with
    {
        Seeds = new SeedPlan { Count = 1 },
        Methods = [new("nothing", new NothingMethod())],
    };

    private static readonly ExperimentDefinition Convolutional = Dense with
    {
        Model = new Cnn
        {
            Channels = [4],
            Kernel = 3,
            Hidden = [],
        },
        Training = Dense.Training with { Epochs = 2, Optimizer = OptimizerKind.Adam, LearningRate = 0.01 },
    };

    [TestCase("dense", 1)]
    [TestCase("dense", 40)]
    [TestCase("dense", 61)]
    [TestCase("convolutional", 13)]
    [TestCase("texts", 13)]
    public async Task A_training_that_was_interrupted_goes_on_to_the_same_results(string kind, int moment)
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition =
            kind == "dense" ? Dense
            : kind == "texts" ? TextRunTests.Small
            : Convolutional;
        byte[] expected = await ExperimentRunnerTests.RunAsync(definition, folder, "whole", "whole-store");
        TrainTask[] tasks = Interrupt(definition, folder["store"], moment);
        var store = new ResultStore(folder["store"], Assert.Fail);
        Assert.That(tasks.Count(task => Checkpoint(store, task) is not null), Is.GreaterThan(0));

        var events = new EventList();
        string[] kept =
        [
            .. tasks.Where(task => Checkpoint(store, task) is not null).Select(static task => task.Key.Hex),
        ];
        byte[] found = await ExperimentRunnerTests.RunAsync(definition, folder, "resumed", "store", events: events);
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(
            events.All.OfType<TrainingResumed>().Select(static told => told.Key),
            Is.EquivalentTo(kept),
            "the run tells which trainings went on"
        );
        Assert.That(
            tasks.Select(task => Checkpoint(store, task)),
            Has.All.Null,
            "an entry that is complete needs none"
        );
    }

    [Test]
    public async Task A_run_goes_on_from_a_checkpoint_and_counts_the_seconds_before_it()
    {
        using var folder = new TemporaryFolder();
        var store = new ResultStore(folder["store"], Assert.Fail);
        TrainTask task = Tasks(Dense)[0];
        var row = new float[task.Problem.Data.Network.Layout.Width];
        row[3] = 0.5f;
        store.WriteCheckpoint(
            new EntryHeader(task.Key, "checkpoint", task.Inputs, 1000.0, 0),
            TrainingState.Finished(task.Spec.Training.Epochs, row)
        );
        await ExperimentRunnerTests.RunAsync(Dense, folder, "run", "store");
        StoredWeights? weights = store.ReadWeights(task.Key, task.Problem.Data.Network.Layout);
        Assert.That(weights!.Row, Is.EqualTo(row), "nothing was left to train");
        Assert.That(weights.Header.Seconds, Is.GreaterThan(1000.0));
    }

    [Test]
    public async Task A_torn_checkpoint_is_set_aside_and_the_training_begins_again()
    {
        using var folder = new TemporaryFolder();
        byte[] expected = await ExperimentRunnerTests.RunAsync(Dense, folder, "whole", "whole-store");
        TrainTask[] tasks = Interrupt(Dense, folder["store"], 25);
        string[] files = Directory.GetFiles(folder["store"], "*.checkpoint.safetensors", SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        foreach (string file in files)
        {
            byte[] image = await File.ReadAllBytesAsync(file);
            await File.WriteAllBytesAsync(file, image[..(image.Length / 2)]);
        }

        var events = new EventList();
        byte[] found = await ExperimentRunnerTests.RunAsync(Dense, folder, "again", "store", events: events);
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(events.Faults.Count(), Is.EqualTo(files.Length));
        Assert.That(
            events.Faults.Select(static told => told.Message),
            Has.All.Contain("checkpoint").And.All.Contain("damaged")
        );
        Assert.That(tasks, Is.Not.Empty);
    }

    [Test]
    public void A_checkpoint_comes_back_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        var store = new ResultStore(folder.Path, Assert.Fail);
        TrainTask task = Tasks(Dense)[0];
        ParameterLayout layout = task.Problem.Data.Network.Layout;
        var state = new TrainingState
        {
            Epoch = 3,
            Batch = 2,
            Loss = 0.1 + 0.2,
            Curve = [1.0 / 3.0, 1e-300],
            Steps = 77,
            Weights = [.. Enumerable.Range(0, layout.Width).Select(static i => 1f / (i + 1))],
            First = [.. Enumerable.Range(0, layout.Width).Select(static i => -1f / (i + 3))],
            Second = [],
        };
        var header = new EntryHeader(task.Key, "checkpoint", task.Inputs, 0.25, 0);
        store.WriteCheckpoint(header, state);
        StoredCheckpoint found = store.ReadCheckpoint(task.Key, layout)!;
        Assert.That(found.Header, Is.EqualTo(header));
        Assert.That(found.State.Weights, Is.EqualTo(state.Weights));
        Assert.That(found.State.First, Is.EqualTo(state.First));
        Assert.That(found.State.Second, Is.Empty);
        Assert.That(found.State.Curve, Is.EqualTo(state.Curve));
        Assert.That(
            (found.State.Epoch, found.State.Batch, found.State.Loss, found.State.Steps),
            Is.EqualTo((state.Epoch, state.Batch, state.Loss, state.Steps))
        );
        Assert.That(store.Files(), Is.Empty, "it is no entry");
    }

    private static StoredCheckpoint? Checkpoint(ResultStore store, TrainTask task) =>
        store.ReadCheckpoint(task.Key, task.Problem.Data.Network.Layout);

    private static TrainTask[] Tasks(ExperimentDefinition definition) =>
        [
            .. LoadedPlan
                .Of(definition, new DataFolders([], AppContext.BaseDirectory))
                .Tasks.OfType<TrainTask>()
                .Where(static task => task.Parent is null),
        ];

    /// <summary>Trains members with a checkpoint at every batch, and stops after a number of batches.</summary>
    private static TrainTask[] Interrupt(ExperimentDefinition definition, string folder, int moment)
    {
        TrainTask[] tasks = Tasks(definition);
        var store = new ResultStore(folder, Assert.Fail);
        var ledger = new ResultLedger(store, new WeightSource(store, 1_000_000), Assert.Fail);
        using var stop = new CancellationTokenSource();
        var checkpoints = new Counting(
            new MemberCheckpoints(ledger, tasks, TimeSpan.Zero, static (_, _) => { }),
            moment,
            stop
        );
        TrainingData data = tasks[0].Problem.Data;
        using ParameterStack stack = StackTrainer.Initialise(data.Network, tasks.Select(static task => task.Spec.Seed));
        Assert.That(
            () =>
                StackTrainer.TrainStage(
                    data,
                    [.. tasks.Select(static task => task.Spec)],
                    stack,
                    stop.Token,
                    checkpoints
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );
        return tasks;
    }

    private sealed class Counting(ITrainingCheckpoints inner, int moment, CancellationTokenSource stop)
        : ITrainingCheckpoints
    {
        private int _kept;

        public bool AreDue => inner.AreDue;

        public TrainingState? Find(MemberSpec stage) => inner.Find(stage);

        public void Keep(IEnumerable<(MemberSpec Stage, TrainingState State)> states)
        {
            inner.Keep(states);
            if (_kept++ == moment)
            {
                stop.Cancel();
            }
        }
    }
}
