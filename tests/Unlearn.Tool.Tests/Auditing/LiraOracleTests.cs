using System.Text.Json;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>All variants of the oracle, straight from its own file by a mapping of names.</summary>
public sealed class LiraOracleTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Expected = Auditor.Oracle("lira.expected.json");

    private static readonly string[] Modes = ["online", "offline_one_sided", "offline_two_sided"];

    private static IEnumerable<TestCaseData> Variants() =>
        from variant in Expected.GetProperty("variants").EnumerateObject()
        where variant.Name != "global_threshold"
        from mode in Modes
        select new TestCaseData(variant.Name, mode);

    [TestCaseSource(nameof(Variants))]
    public async Task A_variant_agrees_with_the_oracle(string variant, string mode)
    {
        string masks = variant.Split('_')[0];
        string file = Auditor.OraclePath("lira.input.json");
        string variance =
            variant.Contains("per_example", StringComparison.Ordinal) ? "per-example"
            : variant.Contains("fixed_pooled", StringComparison.Ordinal) ? "fixed-pooled"
            : variant.Contains("fixed_repo", StringComparison.Ordinal) ? "fixed-script"
            : "fixed-own";

        JsonElement run = await Auditor.JsonAsync(
            "lira",
            "--target",
            file,
            "--array",
            $"shadow_logits={file}:logits_shadow_{masks}",
            "--array",
            $"shadow_members={file}:mask_{masks}",
            "--set",
            $"mode={mode.Split('_')[0]}",
            "--set",
            $"offlineTail={(mode.EndsWith("two_sided", StringComparison.Ordinal) ? "two-sided" : "one-sided")}",
            "--set",
            $"centre={variant.Split('_')[1]}",
            "--set",
            $"variance={variance}",
            "--set",
            $"truncate={(variant.EndsWith("truncated", StringComparison.Ordinal) ? "true" : "false")}"
        );

        Agree(run, Expected.GetProperty("variants").GetProperty(variant).GetProperty(mode));
        Assert.That(run.GetProperty("options").GetProperty("variance").GetString(), Is.EqualTo(variance));
    }

    [Test]
    public async Task The_global_threshold_agrees_with_the_oracle()
    {
        JsonElement run = await Auditor.JsonAsync(
            "global-threshold",
            "--target",
            Auditor.OraclePath("lira.input.json")
        );

        Agree(run, Expected.GetProperty("variants").GetProperty("global_threshold").GetProperty("phi"));
    }

    private static void Agree(JsonElement run, JsonElement expected)
    {
        JsonElement[] scores = [.. run.GetProperty("scores").EnumerateArray()];
        JsonElement[] right = [.. expected.GetProperty("scores").EnumerateArray()];
        Assert.That(scores, Has.Length.EqualTo(right.Length));
        for (int i = 0; i < scores.Length; i++)
        {
            Auditor.Close(scores[i].GetDouble(), right[i].GetDouble(), Tolerance, $"score {i}");
        }

        Auditor.Close(run.Value("auc"), expected.Number("auc"), Tolerance, "auc");
        Auditor.Close(run.Value("balanced-accuracy"), expected.Number("balanced_accuracy"), Tolerance, "accuracy");
        Auditor.Close(run.Value("tpr-at-1%-fpr"), expected.Number("tpr_at_fpr_1pct"), Tolerance, "1 %");
        Assert.That(
            run.Figure("tpr-at-0.1%-fpr").GetProperty("notResolvable").GetString(),
            Does.StartWith("100 non-members")
        );
        JsonElement[] rates = [.. run.GetProperty("roc").GetProperty("tprAtFpr").EnumerateArray()];
        foreach ((string name, JsonElement rate) in new[] { ("1pct", rates[0]), ("0.1pct", rates[1]) })
        {
            Auditor.Close(rate.Number("largest"), expected.Number($"tpr_at_fpr_{name}"), Tolerance, name);
            Auditor.Close(rate.Number("strict"), expected.Number($"tpr_at_fpr_{name}_strict"), Tolerance, name);
            Auditor.Close(rate.Number("interpolated"), expected.Number($"tpr_at_fpr_{name}_interp"), Tolerance, name);
        }
    }
}
