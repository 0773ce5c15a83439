using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Models.Language;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests.Running;

public sealed class TaskBoardTests
{
    private TemporaryFolder _folder = null!;
    private ResultLedger _ledger = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        var store = new ResultStore(_folder.Path, Assert.Fail);
        _ledger = new ResultLedger(store, new WeightSource(store, 1_000_000), Assert.Fail);
    }

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Every_task_is_offered_once_and_after_its_inputs([Values(1, 2, 7)] int jobs)
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits);
        TaskBoard board = Board(plan, jobs);
        var settled = new HashSet<PlanTask>();
        while (board.Take() is { } group)
        {
            foreach (PlanTask task in group.Tasks)
            {
                Assert.That(task.Dependencies.Distinct(), Is.SubsetOf(settled));
                Assert.That(task.Group, Is.EqualTo(group.Tasks[0].Group));
            }

            foreach (PlanTask task in group.Tasks)
            {
                Assert.That(settled.Add(task), Is.True);
                board.Settle(task);
            }
        }

        Assert.That(settled, Is.EquivalentTo(plan.Tasks));
    }

    [Test]
    public void The_reason_of_a_trial_is_the_first_failed_input_in_its_own_order_whichever_failed_first()
    {
        Assert.That(Reason(originalFirst: true), Is.EqualTo(Reason(originalFirst: false)));

        string Reason(bool originalFirst)
        {
            ExperimentPlan plan = PlanSamples.Plan(Samples.Digits);
            TaskBoard board = Board(plan, 1);
            var taken = new List<PlanTask>();
            while (
                taken.Count(static task => task.Kind is "original" or "reference")
                < plan.Tasks.Count(static task => task.Kind is "original" or "reference")
            )
            {
                taken.AddRange(board.Take()!.Tasks);
            }

            foreach (PlanTask task in taken.OrderBy(task => task.Kind == "original" ? (originalFirst ? 0 : 2) : 1))
            {
                _ledger.Keep(task, new TaskFailure($"{task.Kind} {task.Key}"), lasting: false);
                board.Settle(task);
            }

            return _ledger
                .FailureOf(
                    plan.Trials.First(static trial => trial.Id.Contains("ascent", StringComparison.Ordinal)).Evaluation
                )!
                .Reason;
        }
    }

    [Test]
    public void A_member_that_nothing_reads_any_more_is_let_go_exactly_once()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits);
        var gone = new List<PlanTask>();
        var board = new TaskBoard(plan.Tasks, _ledger, new StackLimits(2, 1_000_000_000), Roomy(), gone.Add);
        var open = new HashSet<PlanTask>(plan.Tasks);
        while (board.Take() is { } group)
        {
            foreach (PlanTask task in group.Tasks)
            {
                open.Remove(task);
                board.Settle(task);
            }

            Assert.That(gone.Where(task => open.Any(reader => reader.Dependencies.Contains(task))), Is.Empty);
        }

        Assert.That(gone, Is.Unique.And.EquivalentTo(plan.Tasks.OfType<WeightTask>()));
    }

    [Test]
    public void Work_is_divided_between_workers()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits with { Seeds = new() { Count = 8 } });
        TaskGroup first = Board(plan, 2).Take()!;
        Assert.That(first.Kind, Is.EqualTo("original"));
        Assert.That(first.Tasks, Has.Count.EqualTo(4));
    }

    [Test]
    public void Long_trainings_on_texts_are_shared_out_one_by_one()
    {
        ExperimentPlan plan = LoadedPlan.Of(
            TextRunTests.Small with
            {
                Seeds = new() { Count = 2 },
                Datasets = [new("people", new FictitiousPeople { People = 400 })],
                Model = new Llama { Width = 64 },
                Training = TextRunTests.Small.Training with { Epochs = 20 },
            },
            new DataFolders([], AppContext.BaseDirectory),
            []
        );

        TaskGroup first = Board(plan, 2).Take()!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Kind, Is.EqualTo("original"));
            Assert.That(first.Tasks, Has.Count.EqualTo(1), "minutes of work are no small stack");
        }
    }

    [Test]
    public void Of_64_equal_tasks_no_worker_gets_more_than_a_half_at_once_and_the_last_ones_are_divided_finely()
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Samples.Digits with
            {
                Seeds = new() { Count = 64 },
                Shards = [],
            }
        );
        PlanTask[] equal = [.. plan.Tasks.Where(static task => task.Kind == "original")];
        var board = new TaskBoard(equal, _ledger, new StackLimits(2, 1_000_000_000), Roomy(), static _ => { });
        var sizes = new List<int>();
        while (sizes.Sum() < equal.Length)
        {
            sizes.Add(board.Take()!.Tasks.Count);
        }

        Assert.That(sizes[..4], Is.EqualTo(new[] { 32, 16, 8, 4 }));
        Assert.That(sizes[1..].Sum(), Is.EqualTo(32), "what one worker does while the other does the first group");
    }

    [TestCase(64, 2)]
    [TestCase(64, 4)]
    [TestCase(3, 2)]
    public void Workers_share_a_plan_evenly(int shadows, int jobs)
    {
        ExperimentPlan plan = PlanSamples.Plan(
            Samples.Digits with
            {
                Seeds = new() { Count = 1 },
                Forget = [Samples.Digits.Forget[0]],
                Shards = [5],
                Attacks = [new("lira", new Lira { Shadows = shadows + (shadows % 2) })],
            }
        );

        double share = Simulate(plan, jobs) / Simulate(plan, 1);

        TestContext.Out.WriteLine($"{share:F3} of one worker's time");
        Assert.That(share, Is.LessThan((1.0 / jobs) + 0.03));
    }

    /// <summary>
    /// How long a plan takes where a member takes its gradients, a measurement a tenth of a training, and the engine nothing: what
    /// the order and the size of groups alone decide, on any machine.
    /// </summary>
    private double Simulate(ExperimentPlan plan, int jobs)
    {
        TaskBoard board = Board(plan, jobs);
        double training = plan.Tasks.OfType<TrainTask>().Max(static task => task.EstimatedGradients);
        var running = new PriorityQueue<TaskGroup, double>();
        double now = 0.0;
        int open = plan.Tasks.Count;
        while (open > 0)
        {
            while (running.Count < jobs && board.TryTake() is { } group)
            {
                running.Enqueue(group, now + group.Tasks.Sum(Cost));
            }

            Assert.That(running.TryDequeue(out TaskGroup? ended, out now), Is.True, "something is at work");
            board.Return(ended!);
            foreach (PlanTask task in ended!.Tasks)
            {
                board.Settle(task);
                open--;
            }
        }

        return now;

        double Cost(PlanTask task) => task is WeightTask member ? member.EstimatedGradients : 0.1 * training;
    }

    [Test]
    public void A_stack_is_no_larger_than_memory_allows()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits with { Seeds = new() { Count = 8 } });
        long three = 3 * TaskMemory.OfMember(plan.Problems[0]);
        var board = new TaskBoard(plan.Tasks, _ledger, new StackLimits(1, three), Roomy(), static _ => { });
        Assert.That(board.Take()!.Tasks, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_group_that_does_not_fit_beside_those_in_work_waits_until_memory_is_returned()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits with { Seeds = new() { Count = 8 } });
        PlanTask task = plan.Tasks.First(static task => task.Kind == "original");
        const long Data = 1000;
        long room = task.Memory(4) + task.Memory(1);
        var memory = new MemoryGate(Data + room, static () => Data, Assert.Fail);
        var board = new TaskBoard(
            [.. plan.Tasks.Where(static task => task.Kind == "original")],
            _ledger,
            new StackLimits(2, 1_000_000_000),
            memory,
            static _ => { }
        );
        TaskGroup first = board.Take()!;
        Assert.That(first.Tasks, Has.Count.EqualTo(4));
        TaskGroup second = board.Take()!;
        Assert.That(second.Tasks, Has.Count.EqualTo(1), "as many as fit beside the first");
        Task<TaskGroup?> third = Task.Run(board.Take);
        Assert.That(third.Wait(200), Is.False, "nothing more fits");
        board.Return(first);
        Assert.That(third.Wait(60_000), Is.True);
        Assert.That(second.Bytes + third.Result!.Bytes, Is.LessThanOrEqualTo(room));
    }

    [Test]
    public void A_task_larger_than_all_memory_runs_alone_and_is_told_of_once()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits);
        PlanTask task = plan.Tasks.First(static task => task.Kind == "original");
        var warnings = new List<string>();
        var memory = new MemoryGate(10, static () => 0, warnings.Add);
        (int count, long bytes) = memory.Enter(task, 4);
        Assert.That(count, Is.EqualTo(1));
        Assert.That(memory.Enter(task, 1).Count, Is.Zero);
        memory.Leave(bytes);
        Assert.That(memory.Enter(task, 1).Count, Is.EqualTo(1));
        Assert.That(warnings.Single(), Does.Contain("--memory").And.Contain("runs alone"));
    }

    [Test]
    public void Memory_that_the_process_holds_already_counts()
    {
        PlanTask task = PlanSamples.Plan(Samples.Digits).Tasks.First(static task => task.Kind == "original");
        long one = task.Memory(1);
        long held = 0;
        var memory = new MemoryGate(one * 5, () => held, Assert.Fail);
        Assert.That(memory.Enter(task, 1).Count, Is.EqualTo(1));
        held = one * 5;
        Assert.That(memory.Enter(task, 1).Count, Is.Zero, "more was needed than was estimated");
        held = one;
        Assert.That(memory.Enter(task, 1).Count, Is.EqualTo(1));
    }

    [Test]
    public void A_closed_board_sends_waiting_workers_home()
    {
        ExperimentPlan plan = PlanSamples.Plan(Samples.Digits);
        TaskBoard board = Board(plan, 1);
        Task<int> worker = Task.Run(() =>
        {
            int groups = 0;
            while (board.Take() is not null)
            {
                groups++;
            }

            return groups;
        });
        Assert.That(worker.Wait(200), Is.False, "nothing is settled, so the worker waits");
        board.Close();
        Assert.That(worker.Wait(60_000), Is.True);
    }

    private TaskBoard Board(ExperimentPlan plan, int jobs) =>
        new(plan.Tasks, _ledger, new StackLimits(jobs, 1_000_000_000), Roomy(), static _ => { });

    private static MemoryGate Roomy() => new(long.MaxValue / 2, static () => 0, Assert.Fail);
}
