using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Forgetting;

namespace Unlearn.Engine.Tests.Tuning;

/// <summary>Candidates of a method on all tuning seeds are members of one stack.</summary>
public sealed class CandidateStackTests
{
    private static readonly Named<IUnlearningMethod> Fragile = new("fragile", new FragileMethod())
    {
        Search =
        [
            new(
                "number",
                new SearchSpace(1, 8) { Whole = true },
                static (method, value) => ((FragileMethod)method) with { Number = (int)value }
            ),
        ],
    };

    [Test]
    public async Task Sixteen_candidates_on_two_seeds_start_as_one_stack()
    {
        using var folder = new TemporaryFolder();
        var events = new EventList();
        ExperimentDefinition definition = Define(16, Scrub(), TuningSamples.Digits.Methods[2]);

        await ExperimentRunnerTests.RunAsync(definition, folder, "run", "store", jobs: 1, events);

        TasksStarted[] search =
        [
            .. events
                .All.TakeWhile(static told => told is not TasksStarted { Kind: "tune" })
                .OfType<TasksStarted>()
                .Where(static started => started.Kind == "unlearn"),
        ];
        Assert.That(search.Select(static started => started.Count), Is.EqualTo(new[] { 32, 32 }));
        Assert.That(search[0].Description, Is.EqualTo("32 models unlearned by 16 settings of scrub of digits/mlp"));
    }

    [Test]
    public async Task A_candidate_that_diverges_is_computed_again_alone_and_the_others_are_not()
    {
        using var folder = new TemporaryFolder();
        FragileMethod.Calls.Clear();

        await ExperimentRunnerTests.RunAsync(Define(8, Fragile), folder, "run", "store", jobs: 1);

        TunedMethodResult search = new RunFolder(folder["run"]).ReadResults()!.Tuning!.Methods.Single();
        CandidateResult[] failed = [.. search.Candidates.Where(static one => one.Reason is not null)];
        Assert.That(failed, Is.Not.Empty.And.Length.LessThan(search.Candidates.Count));
        foreach (CandidateResult candidate in search.Candidates)
        {
            string number = candidate.Values["number"];
            bool even = number is "2" or "4" or "6" or "8";
            Assert.That(
                candidate.Reason,
                even ? Does.EndWith($"Number {number} is even.") : Is.Null,
                $"candidate with number {number}"
            );
        }

        // The search's stack, each failure on each seed, and the evaluation.
        Assert.That(
            FragileMethod.Calls,
            Is.EqualTo((int[])[2 * search.Candidates.Count, .. Enumerable.Repeat(1, 2 * failed.Length), 2])
        );
    }

    private static Named<IUnlearningMethod> Scrub() =>
        new("scrub", new Scrub { Epochs = 1 })
        {
            Search =
            [
                new(
                    "learningRate",
                    new SearchSpace(0.001, 0.5) { Logarithmic = true },
                    static (method, value) => ((Scrub)method) with { LearningRate = value }
                ),
                new(
                    "temperature",
                    new SearchSpace(1, 4),
                    static (method, value) => ((Scrub)method) with { Temperature = value }
                ),
            ],
        };

    private static ExperimentDefinition Define(int trials, params Named<IUnlearningMethod>[] methods) =>
        TuningSamples.Digits with
        {
            Tune = new TuneOptions { Trials = trials, Seeds = 2 },
            Forget = [Samples.Digits.Forget[0]],
            Methods = methods,
        };
}
