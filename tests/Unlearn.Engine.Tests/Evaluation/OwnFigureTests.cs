using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>An attack with a figure that nothing else knows: its own file is all that results, report and verdicts need.</summary>
public sealed class OwnFigureTests
{
    private static readonly FigureKind Largest = new(
        "largest-logit",
        "Largest logit",
        "Mean over forgotten points of the largest logit."
    )
    {
        Unit = "nats",
        Reading = Reading.FamiliarWhenHigh,
    };

    [Test]
    public async Task A_figure_is_known_by_what_its_maker_declares()
    {
        ExperimentResults results = (await Run(new LargestLogit())).Results;
        LegendEntry entry = results.Legend.Single(static found => found.Name == "own/largest-logit");
        Assert.That(entry.Kind, Is.EqualTo(Largest));
        Assert.That(entry.Attack, Is.EqualTo("own"));
        Assert.That(entry.AttackTitle, Is.EqualTo("Own"));
        Judgement judged = results
            .Settings[0]
            .Verdicts.Single(static verdict => verdict.Row == "ascent")
            .Evidence.Single(static found => found.Attack == "own");
        Assert.That(judged.Figure, Is.EqualTo("own/largest-logit"));
        Assert.That(judged.Sentence, Does.StartWith("Own Largest logit"));
    }

    [Test]
    public async Task A_figure_that_its_maker_does_not_declare_fails_the_trial()
    {
        RunOutcome outcome = await Run(new LargestLogit { Declares = false });
        Assert.That(
            outcome.Failed.Select(static trial => trial.Reason),
            Is.Not.Empty.And.All.Contains("'largest-logit', which its Kinds do not name")
        );
    }

    private static async Task<RunOutcome> Run(LargestLogit attack)
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Forget = [Samples.Digits.Forget[0]],
            Shards = [],
            Methods = [.. Samples.Digits.Methods.Where(static method => method.Name == "ascent")],
            Attacks = [new Named<IVerificationAttack>("own", attack)],
        };
        return await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
    }

    [VerificationAttack("own")]
    private sealed record LargestLogit : IOutputAttack
    {
        public bool Declares { get; init; } = true;

        public IReadOnlyList<EvidenceKind> Needs => [];

        public IReadOnlyList<FigureKind> Kinds => Declares ? [Largest] : [Largest with { Name = "another" }];

        public AttackEvidence Evaluate(AttackInput input)
        {
            double[] largest =
            [
                .. Enumerable
                    .Range(0, input.Labels.Length)
                    .Where(point => input.Members[point])
                    .Select(point =>
                    {
                        double most = double.NegativeInfinity;
                        foreach (double logit in input.Target.Row(point))
                        {
                            most = Math.Max(most, logit);
                        }

                        return most;
                    }),
            ];
            return new AttackEvidence { Figures = [Largest.Of(largest.Average(), largest.Length)] };
        }
    }
}
