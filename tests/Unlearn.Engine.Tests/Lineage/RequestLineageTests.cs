using Unlearn.Engine.Lineage;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Tests.Lineage;

/// <summary>Where the points of a request went.</summary>
public sealed class RequestLineageTests
{
    private static ExperimentPlan Plan { get; } =
        LoadedPlan.Of(Samples.Digits, new DataFolders([], AppContext.BaseDirectory));

    private static RequestLineage Of(string id, TemporaryFolder folder) =>
        RequestLineage.Of(
            Plan.Trials.Single(trial => trial.Id == id),
            Plan.Tasks,
            new ResultStore(folder.Path, static _ => { })
        );

    [Test]
    public void An_exact_answer_has_learned_none_of_the_points_and_its_original_all()
    {
        using var folder = new TemporaryFolder();
        RequestLineage lineage = Of("digits/mlp/a-few/sisa-3/seed-0", folder);
        ModelArtefact[] after = [.. lineage.Models.Where(static model => model.Use == ArtefactUse.AfterTheRequest)];
        ModelArtefact[] before = [.. lineage.Models.Where(static model => model.Use == ArtefactUse.BeforeTheRequest)];

        Assert.Multiple(() =>
        {
            Assert.That(after, Has.Length.EqualTo(3), "one model a shard");
            Assert.That(after.Select(static model => model.Descends), Is.All.Zero);
            // Slices before a point's own stay as they were: each point stands in the last stage of one shard.
            Assert.That(
                before.Where(model => before.All(other => other.From != model.Key)).Sum(static model => model.Descends),
                Is.EqualTo(lineage.Points.Count)
            );
        });
    }

    [Test]
    public void An_approximate_answer_descends_from_all_points_without_training_on_them()
    {
        using var folder = new TemporaryFolder();
        RequestLineage lineage = Of("digits/mlp/a-few/ascent/seed-1", folder);
        ModelArtefact answer = lineage.Models.Single(static model => model.Use == ArtefactUse.AfterTheRequest);
        ModelArtefact original = lineage.Models.Single(static model => model.Use == ArtefactUse.BeforeTheRequest);

        Assert.Multiple(() =>
        {
            Assert.That(answer.TrainedOn, Is.Zero);
            Assert.That(answer.Descends, Is.EqualTo(lineage.Points.Count));
            Assert.That(answer.From, Is.EqualTo(original.Key));
            Assert.That(original.TrainedOn, Is.EqualTo(lineage.Points.Count));
        });
    }

    [Test]
    public void Every_trained_model_that_holds_a_point_is_listed_and_no_other()
    {
        using var folder = new TemporaryFolder();
        RequestLineage lineage = Of("digits/mlp/a-few/retrain/seed-0", folder);
        HashSet<int> asked = [.. lineage.Points];
        HashSet<string> holding =
        [
            .. Plan
                .Tasks.OfType<TrainTask>()
                .Where(task => Stages(task).Any(stage => stage.Spec.Points.Any(asked.Contains)))
                .Select(static task => task.Key.Hex),
        ];

        string[] listed =
        [
            .. lineage
                .Models.Where(static model => model.Descends > 0 && model.Kind != "unlearn")
                .Select(static model => model.Key),
        ];

        Assert.That(listed, Is.EquivalentTo(holding));
        Assert.That(lineage.Models.Select(static model => model.Kind), Does.Contain("shadow"));
        Assert.That(lineage.Models.Single(static model => model.Use == ArtefactUse.AfterTheRequest).Descends, Is.Zero);
    }

    private static IEnumerable<TrainTask> Stages(TrainTask task)
    {
        for (TrainTask? at = task; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }
}
