using System.Text.Json;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>
/// What decides a result is in its key. Every input of every kind of key stands in one table with a change of the world that must
/// reach it; an input that is in no line, or a line whose input has gone, fails.
/// </summary>
public sealed class KeyInputTests
{
    private static readonly KeyWorld World = new();

    // What a key begins with, and the version of the code that computes; each has a test of its own.
    private static readonly string[] Constant = ["kind", "version"];

    private static readonly (string Name, Func<KeyWorld, KeyWorld> Change)[] Changes =
    [
        ("weights", static world => world with { Weights = world.Weights is null ? null : "def" }),
        ("digest", static world => world with { Digest = "4567" }),
        ("train", static world => world with { Train = world.Train[1..] }),
        ("test", static world => world with { Test = world.Test[1..] }),
        ("population", static world => world with { Population = world.Population[1..] }),
        ("model", static world => world with { Model = new Mlp { Hidden = [3] } }),
        ("platform", static world => world with { Platform = new ComputePlatform("library 2", "cpu") }),
        ("trainer", static world => world with { Trainer = 2 }),
        ("seed", static world => world with { Seed = 8 }),
        ("rate", static world => world with { Rate = 0.2 }),
        ("fraction", static world => world with { Fraction = 0.2 }),
        ("method", static world => world with { Method = 0.02 }),
        ("attack", static world => world with { Truncate = true }),
    ];

    private static readonly (string Name, Func<KeyWorld, PlanTask> Of)[] Tasks =
    [
        ("member", static world => world.Trial("few", "sisa").Evaluation.Target.Members[0]),
        ("own-member", static world => world.Trial("few", "langevin").Case.Reference.Members[0]),
        (
            "given",
            static world =>
                (world with { Weights = world.Weights ?? "abc" }).Trial("few", "ascent").Case.Original.Members[0]
        ),
        ("unlearned", static world => world.Trial("few", "scrub").Evaluation.Target.Members[0]),
        ("unlearned again", static world => world.Trial("stream", "ascent").Evaluation.Target.Members[0]),
        ("evaluation", static world => world.Trial("stream", "ascent").Evaluation),
        ("scores", static world => world.Scoring()),
        ("candidate", static world => world.Candidate()),
        ("landscape", static world => world.Landscape("ascent")),
        ("lira", static world => world.Attack("ascent", "lira")),
        ("u-lira", static world => world.Attack("ascent", "u-lira")),
        ("pair", static world => world.Attack("ascent", "pair")),
        ("gap", static world => world.Attack("ascent", "gap")),
        ("zrf", static world => world.Attack("ascent", "zrf")),
        ("distance", static world => world.Attack("ascent", "distance")),
    ];

    [TestCase("member", "parent", "seed")]
    [TestCase("member", "points", "train")]
    [TestCase("member", "problem.dataset", "digest")]
    [TestCase("member", "problem.model", "model")]
    [TestCase("member", "problem.platform", "platform")]
    [TestCase("member", "problem.trainer", "trainer")]
    [TestCase("member", "seed", "seed")]
    [TestCase("member", "training", "rate")]
    [TestCase("own-member", "method", "method")]
    [TestCase("own-member", "points", "train")]
    [TestCase("own-member", "problem.dataset", "digest")]
    [TestCase("own-member", "problem.model", "model")]
    [TestCase("own-member", "problem.platform", "platform")]
    [TestCase("own-member", "problem.trainer", "trainer")]
    [TestCase("own-member", "seed", "seed")]
    [TestCase("given", "problem.dataset", "digest")]
    [TestCase("given", "problem.model", "model")]
    [TestCase("given", "problem.platform", "platform")]
    [TestCase("given", "problem.trainer", "trainer")]
    [TestCase("given", "weights", "weights")]
    [TestCase("unlearned", "forget", "fraction")]
    [TestCase("unlearned", "method", "method")]
    [TestCase("unlearned", "original", "rate")]
    [TestCase("unlearned", "population", "population")]
    [TestCase("unlearned again", "forget", "seed")]
    [TestCase("unlearned again", "method", "method")]
    [TestCase("unlearned again", "original", "rate")]
    [TestCase("unlearned again", "seed", "seed")]
    [TestCase("unlearned again", "train", "train")]
    [TestCase("unlearned again", "training", "rate")]
    [TestCase("evaluation", "answers", "method")]
    [TestCase("evaluation", "before", "rate")]
    [TestCase("evaluation", "forget", "seed")]
    [TestCase("evaluation", "reference", "rate")]
    [TestCase("evaluation", "retain", "train")]
    [TestCase("evaluation", "target", "method")]
    [TestCase("evaluation", "test", "test")]
    [TestCase("scores", "labels", "digest")]
    [TestCase("scores", "shadows", "rate")]
    [TestCase("candidate", "before", "rate")]
    [TestCase("candidate", "forget", "fraction")]
    [TestCase("candidate", "reference", "rate")]
    [TestCase("candidate", "retain", "train")]
    [TestCase("candidate", "target", "rate")]
    [TestCase("candidate", "unseen", "population")]
    [TestCase("landscape", "answer", "method")]
    [TestCase("landscape", "original", "rate")]
    [TestCase("landscape", "points", "fraction")]
    [TestCase("landscape", "reference", "rate")]
    [TestCase("lira", "attack", "attack")]
    [TestCase("lira", "forget", "fraction")]
    [TestCase("zrf", "incompetent", "seed")]
    [TestCase("lira", "labels", "digest")]
    [TestCase("lira", "nonMembers", "test")]
    [TestCase("lira", "nonMembers", "population")]
    [TestCase("pair", "original", "rate")]
    [TestCase("lira", "population", "population")]
    [TestCase("distance", "reference", "rate")]
    [TestCase("lira", "retain", "train")]
    [TestCase("lira", "retained", "fraction")]
    [TestCase("gap", "retrained", "rate")]
    [TestCase("u-lira", "retrained", "rate")]
    [TestCase("lira", "shadows", "rate")]
    [TestCase("lira", "target", "method")]
    [TestCase("lira", "test", "test")]
    [TestCase("u-lira", "unlearned", "method")]
    public void An_input_changes_with_what_it_stands_for_and_the_key_with_it(string task, string input, string change)
    {
        PlanTask before = TaskOf(task, World);
        PlanTask after = TaskOf(task, Changes.Single(found => found.Name == change).Change(Ready(task)));

        Assert.That(Inputs(before), Does.ContainKey(input));
        Assert.That(Inputs(after)[input], Is.Not.EqualTo(Inputs(before)[input]));
        Assert.That(after.Key, Is.Not.EqualTo(before.Key));
    }

    [Test]
    public void Every_input_of_every_kind_stands_in_the_table()
    {
        HashSet<string> tried =
        [
            .. typeof(KeyInputTests)
                .GetMethod(nameof(An_input_changes_with_what_it_stands_for_and_the_key_with_it))!
                .GetCustomAttributes(typeof(TestCaseAttribute), inherit: false)
                .Cast<TestCaseAttribute>()
                .Select(static line => $"{KindOf(TaskOf((string)line.Arguments[0]!, World))}: {line.Arguments[1]}"),
        ];
        HashSet<string> found =
        [
            .. World
                .Everything()
                .SelectMany(static task =>
                    Inputs(task).Keys.Except(Constant).Select(input => $"{KindOf(task)}: {input}")
                ),
        ];

        Assert.That(found, Is.EquivalentTo(tried));
    }

    [Test]
    public void Every_class_of_task_is_looked_at() =>
        Assert.That(
            World.Everything().Select(static task => task.GetType()).Distinct(),
            Is.EquivalentTo(
                typeof(PlanTask)
                    .Assembly.GetTypes()
                    .Where(static type => type.IsSubclassOf(typeof(PlanTask)) && !type.IsAbstract)
            )
        );

    [Test]
    public void Kinds_never_share_a_key() =>
        Assert.That(
            World
                .Everything()
                .GroupBy(KindOf)
                .Select(static kind => kind.Select(static task => task.GetType()).Distinct().Count()),
            Is.All.EqualTo(1)
        );

    [TestCase("evaluation", EvaluationTask.Version)]
    [TestCase("lira", AttackTask.Version)]
    [TestCase("scores", ScoringTask.Version)]
    [TestCase("landscape", LandscapeTask.Version)]
    [TestCase("candidate", CandidateEvaluator.Version)]
    public void Figures_are_known_by_the_version_of_what_computes_them(string task, int version) =>
        Assert.That(Inputs(TaskOf(task, World))["version"], Is.EqualTo($"{version}"));

    [TestCase("sisa")]
    [TestCase("ascent")]
    public void The_population_is_an_input_of_methods_that_read_it_alone(string row) =>
        Assert.That(
            (World with { Population = World.Population[1..] }).Trial("few", row).Evaluation.Target.Members[0].Key,
            Is.EqualTo(World.Trial("few", row).Evaluation.Target.Members[0].Key)
        );

    private static PlanTask TaskOf(string name, KeyWorld world) => Tasks.Single(task => task.Name == name).Of(world);

    // A file of weights can only change where there is one.
    private static KeyWorld Ready(string task) => task == "given" ? World with { Weights = "abc" } : World;

    private static string KindOf(PlanTask task) => Inputs(task)["kind"];

    /// <summary>The inputs as JSON by name; those of the problem one by one.</summary>
    private static Dictionary<string, string> Inputs(PlanTask task)
    {
        using var document = JsonDocument.Parse(task.Inputs);
        return document
            .RootElement.EnumerateObject()
            .SelectMany(static input =>
                input.Name == "problem"
                    ? input
                        .Value.EnumerateObject()
                        .Select(static part => ($"problem.{part.Name}", part.Value.GetRawText()))
                    : [(input.Name, input.Value.GetRawText())]
            )
            .ToDictionary(static input => input.Item1, static input => input.Item2);
    }
}
