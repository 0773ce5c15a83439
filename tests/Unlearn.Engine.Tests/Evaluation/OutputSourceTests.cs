using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Running;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Pair;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Engine.Tests.Evaluation;

public sealed class OutputSourceTests
{
    private const long Plenty = 100_000_000;

    private static readonly Named<IVerificationAttack> Lira = new("lira", new Lira { Shadows = 4 });

    private static ExperimentDefinition Small =>
        Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 2 },
            Forget = [Samples.Digits.Forget[0]],
            Shards = [2],
            Methods = [Samples.Digits.Methods[1], new("nothing", new NothingMethod())],
        };

    [Test]
    public async Task Tasks_announce_every_point_that_they_read_so_that_members_answer_once()
    {
        using var folder = new TemporaryFolder();
        PlannedRun run = await RunAsync(
            folder,
            Small with
            {
                Attacks =
                [
                    Lira,
                    new("rmia", new Rmia { Shadows = 4 }),
                    new("svc", new Svc()),
                    new("u-lira", new ULira { Shadows = 8 }),
                    new("challenge", new ChallengeScore { Shadows = 8 }),
                    new("gap", new AccuracyGap()),
                    new("zrf", new Zrf()),
                    new("mmd", new MmdDistance()),
                    new("pair", new PairLeakage()),
                    new("loss", new LossThreshold()),
                ],
            }
        );
        OutputSource outputs = Source(run, run.Stage.Tasks, Plenty);
        Measure(run, outputs);
        Assert.That(outputs.PointsComputed, Is.EqualTo(Asked(run.Stage.Tasks)));
    }

    [Test]
    public async Task Shadows_answer_for_attacked_and_test_points_alone()
    {
        using var folder = new TemporaryFolder();
        PlannedRun run = await RunAsync(folder, Small with { Attacks = [Lira] });
        OutputDemand demand = Demand(run.Stage.Tasks);
        WeightTask shadow = run.Stage.Tasks.OfType<TrainTask>().First(static task => task.Kind == "shadow");
        ForgetCase[] cases = [.. run.Plan.Trials.Select(static trial => trial.Case).Distinct()];
        Assert.That(
            demand.Of(shadow),
            Is.EqualTo(
                cases
                    .SelectMany(static one => one.Request.Forget.Concat(one.NonMembers).Concat(one.RetainedSample))
                    .Concat(shadow.Problem.Test)
                    .Distinct()
                    .Order()
            )
        );
    }

    [Test]
    public async Task A_second_attack_on_the_same_points_computes_nothing_and_finds_the_same()
    {
        using var folder = new TemporaryFolder();
        PlannedRun run = await RunAsync(folder, Small with { Attacks = [Lira] });
        OutputSource first = Source(run, Plenty);
        MeasureResult[] found = Attack(run, first);

        OutputSource second = Source(run, Plenty);
        MeasureResult[] again = Attack(run, second);

        Assert.That(first.PointsComputed, Is.Positive);
        Assert.That(second.PointsComputed, Is.Zero);
        Assert.That(again.Select(static one => one.Scores), Is.EqualTo(found.Select(static one => one.Scores)));
    }

    [Test]
    public async Task Further_points_join_those_that_the_store_has()
    {
        using var folder = new TemporaryFolder();
        PlannedRun first = await RunAsync(folder, Small with { Attacks = [Lira] });
        Attack(first, Source(first, Plenty));
        PlannedRun second = await RunAsync(
            folder,
            Small with
            {
                Attacks = [Lira, new("rmia", new Rmia { Shadows = 4 })],
            }
        );
        OutputSource more = Source(second, Plenty);
        Attack(second, more);
        Assert.That(
            more.PointsComputed,
            Is.EqualTo(Asked(second.Stage.Tasks.OfType<AttackTask>()) - Asked(first.Stage.Tasks.OfType<AttackTask>()))
        );

        OutputSource all = Source(second, Plenty);
        Attack(second, all);
        Assert.That(all.PointsComputed, Is.Zero);
    }

    [Test]
    public async Task Outputs_that_memory_cannot_hold_are_read_again_and_not_computed()
    {
        using var folder = new TemporaryFolder();
        PlannedRun run = await RunAsync(folder, Small with { Attacks = [Lira] });
        OutputSource roomy = Source(run, Plenty);
        MeasureResult[] found = Attack(run, roomy);
        Directory.Delete(folder["store"], recursive: true);
        run = await RunAsync(folder, Small with { Attacks = [Lira] });

        OutputSource narrow = Source(run, bytes: 1);
        MeasureResult[] again = Attack(run, narrow);

        Assert.That(narrow.PointsComputed, Is.EqualTo(roomy.PointsComputed));
        Assert.That(again.Select(static one => one.Scores), Is.EqualTo(found.Select(static one => one.Scores)));
    }

    private static async Task<PlannedRun> RunAsync(TemporaryFolder folder, ExperimentDefinition definition)
    {
        RunRequest request = Samples.Request(definition, folder[Guid.NewGuid().ToString("N")], folder["store"]);
        await new ExperimentRunner().RunAsync(request, new EventList(), CancellationToken.None);
        return await PlannedRun.OpenAsync(request, Assert.Fail, CancellationToken.None);
    }

    private static long Asked(IEnumerable<PlanTask> tasks)
    {
        PlanTask[] all = [.. tasks];
        OutputDemand demand = Demand(all);
        return all.SelectMany(static task => task.Dependencies)
            .OfType<WeightTask>()
            .Distinct()
            .Sum(member => (long)demand.Of(member).Count);
    }

    private static OutputDemand Demand(IEnumerable<PlanTask> tasks) =>
        new(tasks.SelectMany(static task => task.Outputs));

    private static OutputSource Source(PlannedRun run, long bytes) =>
        Source(run, run.Stage.Tasks.OfType<AttackTask>(), bytes);

    // Networks of tests are so small that no outputs would be worth a file.
    private static OutputSource Source(PlannedRun run, IEnumerable<PlanTask> tasks, long bytes) =>
        new(run.Weights, Demand(tasks), run.Ledger, bytes) { WorthKeeping = 0 };

    private static void Measure(PlannedRun run, OutputSource outputs)
    {
        var evaluator = new TrialEvaluator(outputs, run.Weights);
        foreach (EvaluationTask task in run.Stage.Tasks.OfType<EvaluationTask>())
        {
            evaluator.Evaluate(task, CancellationToken.None);
        }

        Attack(run, outputs);
    }

    private static MeasureResult[] Attack(PlannedRun run, OutputSource outputs)
    {
        var runner = new AttackRunner(outputs, new TextSource(run.Weights, run.Ledger), new ProbeRunner(run.Weights));
        return [.. run.Stage.Tasks.OfType<AttackTask>().Select(task => runner.Run(task, CancellationToken.None))];
    }
}
