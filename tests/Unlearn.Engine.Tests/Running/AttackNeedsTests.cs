using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Probing;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Attacks.Representation;

namespace Unlearn.Engine.Tests.Running;

public sealed class AttackNeedsTests
{
    [Test]
    public async Task Every_kind_of_need_is_served()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Forget = [Samples.Digits.Forget[0]],
            Shards = [2],
            Methods =
            [
                .. Samples.Digits.Methods.Where(static method => method.Name != "ascent"),
                new("nothing", new NothingMethod()),
            ],
            Attacks =
            [
                new("rmia", new Rmia { Shadows = 4 }),
                new("svc", new Svc()),
                new("u-lira", new ULira { Shadows = 8 }),
                new("challenge", new ChallengeScore { Shadows = 8 }),
                new("gap", new AccuracyGap()),
                new("zrf", new Zrf()),
                new("cka", new Cka()),
                new("pair", new Unlearn.Verification.Attacks.Pair.PairLeakage()),
                new("relearn", new RelearnTime { Limit = 5 }),
                new("retain", new RetainRelearning { Epochs = 1 }),
                new("distance", new WeightDistanceProbe()),
                new("rebuild", new Reconstruction()),
            ],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed.Select(static trial => $"{trial.Id}: {trial.Reason}"), Is.Empty);
        foreach (RowResult row in outcome.Results.Settings[0].Rows)
        {
            string[] attacks = [.. row.Summary.Select(static figure => figure.Name.Split('/')[0]).Distinct()];
            Assert.That(definition.Attacks.Select(static attack => attack.Name), Is.SubsetOf(attacks), row.Id);
        }
    }
}
