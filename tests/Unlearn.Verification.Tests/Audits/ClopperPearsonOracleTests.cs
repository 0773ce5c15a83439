using System.Text.Json;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Tests.Oracles;

namespace Unlearn.Verification.Tests.Audits;

public sealed class ClopperPearsonOracleTests
{
    private const double Tolerance = 1e-8;

    private static readonly JsonElement Expected = Oracle.Read("clopper_pearson.expected.json");

    [Test]
    public void Limits_and_epsilon_bounds_agree_with_the_oracle()
    {
        foreach (JsonElement row in Expected.GetProperty("grid").EnumerateArray())
        {
            int n = row.GetProperty("n").GetInt32();
            int tp = row.GetProperty("tp").GetInt32();
            int fp = row.GetProperty("fp").GetInt32();
            double alpha = row.Number("alpha");
            string what = $"tp {tp}, fp {fp}, n {n}, alpha {alpha}";

            EpsilonBound pure = EpsilonBound.From(tp, n, fp, n, alpha);
            EpsilonBound approximate = EpsilonBound.From(tp, n, fp, n, alpha, delta: 1e-5);

            Close.To(pure.TprLower, row.Number("tpr_lower"), Tolerance, what);
            Close.To(pure.TprUpper, row.Number("tpr_upper"), Tolerance, what);
            Close.To(pure.FprLower, row.Number("fpr_lower"), Tolerance, what);
            Close.To(pure.FprUpper, row.Number("fpr_upper"), Tolerance, what);
            Close.To(pure.Epsilon, row.NumberOrInfinity("eps_lower_delta0"), Tolerance, what);
            Close.To(approximate.Epsilon, row.NumberOrInfinity("eps_lower_delta1e-5"), Tolerance, what);
            Close.To(pure.PointEpsilon, row.NumberOrInfinity("eps_point_delta0"), Tolerance, what);
            Close.To(pure.Mu, row.NumberOrInfinity("mu_lower"), Tolerance, what);
            Close.To(pure.GaussianEpsilon, row.NumberOrInfinity("gdp_eps_lower_delta1e-5"), Tolerance, what);
        }
    }

    [Test]
    public void The_gaussian_conversion_agrees_with_the_oracle()
    {
        foreach (JsonElement row in Expected.GetProperty("gdp_conversion").EnumerateArray())
        {
            double epsilon = GaussianPrivacy.Epsilon(row.Number("mu"), row.Number("delta"));

            Close.To(epsilon, row.Number("eps"), Tolerance, $"mu {row.Number("mu")}");
            Close.To(GaussianPrivacy.Delta(epsilon, row.Number("mu")), row.Number("delta"), 1e-14, "and back");
        }
    }

    [Test]
    public void The_one_run_audit_agrees_with_the_oracle()
    {
        foreach (JsonElement row in Expected.GetProperty("one_run").EnumerateArray())
        {
            int m = row.GetProperty("m").GetInt32();
            int r = row.GetProperty("r").GetInt32();
            int v = row.GetProperty("v").GetInt32();
            double delta = row.Number("delta");

            Close.To(
                OneRunAudit.EpsilonLower(m, r, v, delta, row.Number("p")),
                row.Number("eps_lower"),
                1e-6,
                $"{m} {r} {v}"
            );
            double p = OneRunAudit.PValue(m, r, v, 1, delta);
            double expected = row.Number("p_value_at_eps1");
            Assert.That(p, Is.EqualTo(expected).Within(1e-8 * expected), $"{m} {r} {v}");
        }
    }

    [TestCase(32, 2.10)]
    [TestCase(64, 2.82)]
    [TestCase(100, 3.28)]
    [TestCase(500, 4.91)]
    [TestCase(1000, 5.60)]
    public void A_perfect_attack_on_few_models_proves_little(int models, double cap)
    {
        Assert.That(EpsilonBound.Cap(models, models), Is.EqualTo(cap).Within(0.005));
    }
}
