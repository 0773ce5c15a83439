using System.Text.Json;
using Unlearn.Tool.Tests.EndToEnd;
using Unlearn.Verification.Audits;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Metrics on plain numbers against closed forms.</summary>
public sealed class AuditMetricTests
{
    [Test]
    public async Task Steps_give_the_anamnesis_index()
    {
        JsonElement run = await Auditor.JsonAsync(
            "anamnesis",
            "--array",
            "unlearned_steps=[2, 4]",
            "--array",
            "retrained_steps=6",
            "--set",
            "offset=0"
        );

        Assert.That(run.Value("anamnesis-index"), Is.EqualTo(0.5));
    }

    [Test]
    public async Task A_curve_that_never_comes_back_is_not_resolvable()
    {
        JsonElement run = await Auditor.JsonAsync(
            "relearn-time",
            "--array",
            "unlearned_curve=[0.1, 0.96]",
            "--array",
            "retrained_curve=[0.1, 0.2]",
            "--array",
            "original_accuracy=1"
        );

        Assert.That(run.Value("relearn-steps"), Is.EqualTo(1));
        Assert.That(run.Figure("anamnesis-index").GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(run.Figure("anamnesis-index").GetProperty("notResolvable").GetString(), Does.Contain("regain"));
    }

    [Test]
    public async Task Weights_three_and_four_apart_are_five_apart()
    {
        JsonElement run = await Auditor.JsonAsync(
            "weight-distance",
            "--array",
            "unlearned_weights=[3, 6]",
            "--array",
            "retrained_weights=[0, 2]"
        );

        // The figures are those of the probe of the same name.
        Assert.That(run.Value("weight-distance"), Is.EqualTo(2.5).Within(1e-15));
        Assert.That(run.Value("weight-distance-euclidean"), Is.EqualTo(5).Within(1e-15));
        Assert.That(run.Value("weight-cosine"), Is.EqualTo(12 / (2 * Math.Sqrt(45))).Within(1e-15));
    }

    [Test]
    public async Task A_row_deleted_from_a_ridge_regression_comes_back()
    {
        // Rows (1, 0), (1, 1), (1, 2) with targets 0, 1, 4; the last one is deleted. Least squares: y = -1/3 + 2x, then y = x.
        JsonElement run = await Auditor.JsonAsync(
            "reconstruction",
            "--array",
            "weights_before=[-0.3333333333333333, 2]",
            "--array",
            "weights_after=[0, 1]",
            "--array",
            "rows=[[1, 0], [1, 1]]",
            "--array",
            "truth=[1, 2]",
            "--set",
            "constant=0"
        );

        double[] row = [.. run.GetProperty("vectors").GetProperty("row").EnumerateArray().Select(v => v.GetDouble())];
        Assert.That(row[0], Is.EqualTo(1).Within(1e-12));
        Assert.That(row[1], Is.EqualTo(2).Within(1e-12));
        Assert.That(run.Value("cosine"), Is.EqualTo(1).Within(1e-12));
        Assert.That(run.Value("mean-squared-error"), Is.EqualTo(0).Within(1e-12));
    }

    [TestCase("1, 2")]
    [TestCase("-1, -2")]
    public async Task Without_a_constant_column_the_sign_of_a_deleted_row_is_not_judged(string truth)
    {
        JsonElement run = await Auditor.JsonAsync(
            "reconstruction",
            "--array",
            "weights_before=[-0.3333333333333333, 2]",
            "--array",
            "weights_after=[0, 1]",
            "--array",
            "rows=[[1, 0], [1, 1]]",
            "--array",
            $"truth=[{truth}]"
        );

        Assert.That(run.Value("cosine"), Is.EqualTo(1).Within(1e-12));
        Assert.That(run.GetProperty("notes")[0].GetString(), Does.Contain("without its sign"));
    }

    [Test]
    public async Task A_canary_below_all_references_has_the_largest_exposure()
    {
        JsonElement run = await Auditor.JsonAsync(
            "canary-exposure",
            "--array",
            "canary_losses=[0.5, 2]",
            "--array",
            "reference_losses=[1, 2, 3, 4]"
        );

        JsonElement exposures = run.GetProperty("vectors").GetProperty("exposures");
        Assert.That(exposures[0].GetDouble(), Is.EqualTo(2));
        Assert.That(
            exposures[1].GetDouble(),
            Is.EqualTo(Math.Log2(4.0 / 3)).Within(1e-15),
            "a tied reference ranks first"
        );
    }

    [Test]
    public async Task Thirty_queries_tell_a_kept_backdoor()
    {
        JsonElement run = await Auditor.JsonAsync("backdoor-test", "--array", "hits=[3, 28]", "--array", "queries=30");

        JsonElement rows = run.GetProperty("rows");
        Assert.That(rows[0].Number("deleted"), Is.EqualTo(1));
        Assert.That(rows[1].Number("deleted"), Is.Zero);
        Assert.That(rows[0].Number("type-one"), Is.LessThan(1e-3));
        Assert.That(rows[0].Number("type-two"), Is.LessThan(1e-3));
    }

    [Test]
    public async Task Equal_samples_have_no_distance()
    {
        JsonElement run = await Auditor.JsonAsync(
            "ks-two-sample",
            "--array",
            "first=[1, 2, 3]",
            "--array",
            "second=[1, 2, 3]"
        );

        Assert.That(run.Value("ks-d"), Is.Zero);
        Assert.That(run.Value("ks-p"), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public async Task Samples_far_apart_have_an_mmd()
    {
        JsonElement run = await Auditor.JsonAsync(
            "mmd-two-sample",
            "--array",
            "first=[0, 0.1, 0.2, 0.3, 0.4, 0.5]",
            "--array",
            "second=[9, 9.1, 9.2, 9.3, 9.4, 9.5]"
        );

        Assert.That(run.Value("mmd-squared"), Is.Positive);
        Assert.That(run.Value("mmd-p"), Is.LessThan(0.05));
    }

    [Test]
    public async Task A_rotated_representation_is_aligned()
    {
        JsonElement run = await Auditor.JsonAsync(
            "cka-pair",
            "--array",
            "first=[[1, 0], [0, 1], [2, 5]]",
            "--array",
            "second=[[0, 1], [-1, 0], [-5, 2]]"
        );

        Assert.That(run.Value("cka"), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public async Task Methods_are_compared_in_pairs_with_holms_correction()
    {
        using var folder = new WorkFolder();
        ArrayWriter.Npz(
            folder.At("s.npz"),
            Samples.List("scores_good", 4, 3, 2.5, 2, 1, 0),
            Samples.List("scores_bad", 1, 0, 2, 3, 1.5, 2.5),
            Samples.List("scores_same", 4, 3, 2.5, 2, 1, 0),
            Samples.List("members", 1, 1, 1, 0, 0, 0)
        );

        JsonElement run = await Auditor.JsonAsync("delong", "--target", folder.At("s.npz"));

        JsonElement[] rows = [.. run.GetProperty("rows").EnumerateArray()];
        Assert.That(
            rows.Select(static row => row.GetProperty("row").GetString()),
            Is.EqualTo(new[] { "good - bad", "good - same", "bad - same" })
        );
        Assert.That(run.Value("auc-good"), Is.EqualTo(1));
        Assert.That(rows[1].Number("p"), Is.EqualTo(1));
        Assert.That(rows[0].Number("p-holm"), Is.EqualTo(Math.Min(1, 3 * rows[0].Number("p"))).Within(1e-15));
    }

    [Test]
    public async Task Scores_that_separate_reach_the_cap_of_epsilon()
    {
        double[] scores = [.. Enumerable.Range(0, 64).Select(static i => i < 32 ? 1.0 : 0.0)];
        using var folder = new WorkFolder();
        ArrayWriter.Npz(folder.At("s.npz"), Samples.List("scores", scores), Samples.List("members", scores));

        JsonElement run = await Auditor.JsonAsync("epsilon-split", "--target", folder.At("s.npz"));

        Assert.That(run.Value("epsilon-lower"), Is.EqualTo(EpsilonBound.Cap(16, 16)).Within(1e-12));
        Assert.That(
            run.Figure("epsilon-lower").GetProperty("interval").GetProperty("upper").GetString(),
            Is.EqualTo("Infinity")
        );
    }

    [Test]
    public async Task Shadows_pick_the_thresholds_of_population_attacks_where_they_are_given()
    {
        using var folder = new WorkFolder();
        ArrayWriter.Npz(folder.At("s.npz"), Samples.For(Unlearn.Audit.AuditCatalog.Create("confidence", [])));

        JsonElement run = await Auditor.JsonAsync("confidence", "--target", folder.At("s.npz"));

        Assert.That(run.GetProperty("notes")[1].GetString(), Is.EqualTo($"models: {Samples.Models}"));
        Assert.That(run.Figure("advantage").GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Number));
    }
}
