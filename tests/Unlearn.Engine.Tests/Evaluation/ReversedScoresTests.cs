using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Points to be forgotten that are of another kind than those which they are compared with.</summary>
public sealed class ReversedScoresTests
{
    [Test]
    public async Task An_area_far_below_one_half_is_a_warning_of_the_original_and_of_no_other_row()
    {
        TrialResult[] trials = await Trials(new Unlike { Forgotten = 8, Compared = 0 });

        Assert.That(trials[0].Warnings, Has.Some.Contains("loss-threshold: auc-below-half: an AUC of"));
        Assert.That(
            trials.Skip(1).SelectMany(static trial => trial.Warnings ?? []),
            Has.None.Contains("auc-below-half")
        );
    }

    [Test]
    public async Task The_other_way_round_there_is_none()
    {
        TrialResult[] trials = await Trials(new Unlike { Forgotten = 0, Compared = 8 });

        Assert.That(trials.SelectMany(static trial => trial.Warnings ?? []), Has.None.Contains("auc-below-half"));
    }

    // The original's trial first. An eight is harder than a zero, whether a model saw it or not.
    private static async Task<TrialResult[]> Trials(Unlike scenario)
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Model = new SoftmaxRegression(),
            Forget = [new Named<IForgetScenario>("unlike", scenario)],
            Shards = [],
            Methods = [new Named<IUnlearningMethod>("retrain", new Retrain())],
            Attacks = [new Named<IVerificationAttack>("loss-threshold", new LossThreshold())],
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );
        Assert.That(outcome.Failed, Is.Empty);
        return
        [
            .. outcome
                .Results.Settings[0]
                .Rows.OrderBy(static row => row.Role == RowRole.Original ? 0 : 1)
                .SelectMany(static row => row.Trials),
        ];
    }

    [ForgetScenario("unlike")]
    internal sealed record Unlike : IForgetScenario
    {
        public int Forgotten { get; init; }

        public int Compared { get; init; }

        public PointSet Select(Dataset dataset, DataSplit split, RandomKey key) =>
            new(split.Train.Where(point => dataset.Labels[point] == Forgotten).Take(20));

        public PointSet NonMembers(Dataset dataset, DataSplit split) =>
            new(split.Test.Concat(split.Population).Where(point => dataset.Labels[point] == Compared));
    }
}
