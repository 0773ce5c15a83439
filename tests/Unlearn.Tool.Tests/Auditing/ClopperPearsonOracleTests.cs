using System.Text.Json;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>The oracle's own file: its lists of records are tables.</summary>
public sealed class ClopperPearsonOracleTests
{
    private const double Tolerance = 1e-8;

    private static readonly JsonElement Expected = Auditor.Oracle("clopper_pearson.expected.json");

    private static readonly string Input = Auditor.OraclePath("clopper_pearson.input.json");

    [Test]
    public async Task Limits_and_epsilon_bounds_agree_with_the_oracle()
    {
        JsonElement pure = await Auditor.JsonAsync("clopper-pearson", "--target", $"{Input}:grid");
        JsonElement approximate = await Auditor.JsonAsync(
            "clopper-pearson",
            "--target",
            $"{Input}:grid",
            "--set",
            "delta=1e-5"
        );

        foreach ((JsonElement row, int i) in Rows(pure, "grid"))
        {
            JsonElement right = Expected.GetProperty("grid")[i];
            foreach (
                (string ours, string theirs) in new[]
                {
                    ("tpr-lower", "tpr_lower"),
                    ("tpr-upper", "tpr_upper"),
                    ("fpr-lower", "fpr_lower"),
                    ("fpr-upper", "fpr_upper"),
                    ("epsilon-lower", "eps_lower_delta0"),
                    ("epsilon-point", "eps_point_delta0"),
                    ("mu-lower", "mu_lower"),
                    ("epsilon-lower-if-gaussian", "gdp_eps_lower_delta1e-5"),
                }
            )
            {
                Auditor.Close(row.Number(ours), right.Number(theirs), Tolerance, $"row {i}, {ours}");
            }

            Auditor.Close(
                approximate.GetProperty("rows")[i].Number("epsilon-lower"),
                right.Number("eps_lower_delta1e-5"),
                Tolerance,
                $"row {i}, delta 1e-5"
            );
        }
    }

    [Test]
    public async Task The_one_run_audit_agrees_with_the_oracle()
    {
        JsonElement run = await Auditor.JsonAsync("one-run-counts", "--target", $"{Input}:one_run");

        foreach ((JsonElement row, int i) in Rows(run, "one_run"))
        {
            JsonElement right = Expected.GetProperty("one_run")[i];
            double p = right.Number("p_value_at_eps1");
            Auditor.Close(row.Number("epsilon-lower"), right.Number("eps_lower"), 1e-6, $"row {i}");
            Assert.That(row.Number("p-value-at-epsilon"), Is.EqualTo(p).Within(Tolerance * p), $"row {i}");
        }
    }

    [Test]
    public async Task The_gaussian_conversion_agrees_with_the_oracle()
    {
        JsonElement run = await Auditor.JsonAsync("gaussian-dp", "--target", $"{Input}:gdp_conversion");

        foreach ((JsonElement row, int i) in Rows(run, "gdp_conversion"))
        {
            double right = Expected.GetProperty("gdp_conversion")[i].Number("eps");
            Auditor.Close(row.Number("epsilon"), right, Tolerance, $"row {i}");
        }
    }

    private static IEnumerable<(JsonElement Row, int Index)> Rows(JsonElement run, string name)
    {
        JsonElement[] rows = [.. run.GetProperty("rows").EnumerateArray()];
        Assert.That(rows, Has.Length.EqualTo(Expected.GetProperty(name).GetArrayLength()));
        return rows.Select(static (row, i) => (row, i));
    }
}
