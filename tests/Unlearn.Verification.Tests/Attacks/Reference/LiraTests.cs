using System.Text.Json;
using Unlearn.Core;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;
using Unlearn.Verification.Tests.Oracles;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Reference;

public sealed class LiraTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Input = Oracle.Read("lira.input.json");
    private static readonly JsonElement Expected = Oracle.Read("lira.expected.json");

    private static readonly (string Name, Lira Attack)[] Variants =
    [
        ("balanced_mean_per_example", new() { Variance = LiraVariance.PerExample }),
        ("balanced_median_per_example", new() { Centre = LiraCentre.Median, Variance = LiraVariance.PerExample }),
        ("balanced_mean_fixed_pooled", new() { Variance = LiraVariance.FixedPooled }),
        ("balanced_median_fixed_repo", new() { Centre = LiraCentre.Median, Variance = LiraVariance.FixedScript }),
        ("balanced_median_fixed_own", new() { Centre = LiraCentre.Median, Variance = LiraVariance.FixedOwn }),
        ("unbalanced_mean_per_example_all", new() { Variance = LiraVariance.PerExample }),
        (
            "unbalanced_median_per_example_truncated",
            new()
            {
                Centre = LiraCentre.Median,
                Variance = LiraVariance.PerExample,
                Truncate = true,
            }
        ),
    ];

    public static IEnumerable<TestCaseData> Cases()
    {
        foreach ((string name, Lira attack) in Variants)
        {
            yield return new TestCaseData(name, "online", attack).SetArgDisplayNames(name, "online");
            yield return new TestCaseData(
                name,
                "offline_one_sided",
                attack with
                {
                    Mode = ReferenceMode.Offline,
                }
            ).SetArgDisplayNames(name, "offline_one_sided");
            yield return new TestCaseData(
                name,
                "offline_two_sided",
                attack with
                {
                    Mode = ReferenceMode.Offline,
                    OfflineTail = LiraTail.TwoSided,
                }
            ).SetArgDisplayNames(name, "offline_two_sided");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Every_variant_agrees_with_the_oracle(string variant, string kind, Lira attack)
    {
        AttackInput input = ReadInput(
            variant.StartsWith("balanced", StringComparison.Ordinal) ? "balanced" : "unbalanced"
        );
        JsonElement expected = Expected.GetProperty("variants").GetProperty(variant).GetProperty(kind);

        AttackEvidence evidence = attack.Evaluate(input);

        Close.To(evidence.Scores!, expected.GetProperty("scores").Numbers(), Tolerance, "scores");
        CheckRoc(RocCurve.From(evidence.Scores!, input.Members), expected);
        Close.To(evidence.Figures[0].Value!.Value, expected.Number("auc"), Tolerance, "headline");
    }

    [Test]
    public void Phi_agrees_with_the_oracle()
    {
        AttackInput input = ReadInput("balanced");
        double[] phi = Confidence.Phi(input.Target, input.Labels);

        Close.To(phi, Expected.GetProperty("phi_target").Numbers(), Tolerance, "target");
        Close.To(
            Confidence.Phi(input.Get(ShadowEvidence.Kind)!.Logits[0], input.Labels),
            Expected.GetProperty("phi_shadow_first_model").Numbers(),
            Tolerance,
            "first shadow"
        );
        CheckRoc(
            RocCurve.From(phi, input.Members),
            Expected.GetProperty("variants").GetProperty("global_threshold").GetProperty("phi")
        );
    }

    [Test]
    public void A_rate_that_the_non_members_cannot_resolve_is_not_printed()
    {
        AttackEvidence evidence = new Lira().Evaluate(ReadInput("balanced"));

        Figure fine = evidence.Figures.Single(f => f.Name == "tpr-at-1%-fpr");
        Figure coarse = evidence.Figures.Single(f => f.Name == "tpr-at-0.1%-fpr");
        Assert.That(fine.Value, Is.EqualTo(0.43));
        Assert.That(coarse.Value, Is.Null);
        Assert.That(coarse.NotResolvable, Does.Contain("100 non-members"));
    }

    [Test]
    public void Below_64_shadows_the_automatic_variance_is_pooled()
    {
        AttackInput input = ReadInput("balanced");

        Assert.That(
            new Lira().Evaluate(input).Scores,
            Is.EqualTo(
                new Lira { Variance = LiraVariance.FixedPooled }
                    .Evaluate(input)
                    .Scores
            )
        );
    }

    [Test]
    public void A_point_without_shadows_on_one_side_is_an_error_that_names_it()
    {
        AttackInput input = ReadInput("balanced");
        foreach (bool[] mask in input.Get(ShadowEvidence.Kind)!.Included)
        {
            mask[17] = true;
        }

        InputException error = Assert.Throws<InputException>(() => new Lira().Evaluate(input))!;
        Assert.That(error.Message, Does.Contain("Point 17").And.Contain("without"));
    }

    [Test]
    public void A_deviation_of_each_example_needs_two_models_and_from_64_on_is_the_automatic_one()
    {
        var offline = new Lira { Mode = ReferenceMode.Offline };

        Assert.That(new Lira().Least(63), Is.EqualTo((1, 1)));
        Assert.That(new Lira().Least(64), Is.EqualTo((2, 2)));
        Assert.That((offline.Least(63), offline.Least(64)), Is.EqualTo(((0, 1), (0, 2))));
        Assert.That(new Lira { Variance = LiraVariance.PerExample }.Least(4), Is.EqualTo((2, 2)));
    }

    [TestCase(63, "variance automatic: fixed-pooled (below 64 shadows)")]
    [TestCase(64, "variance automatic: per-example (64 shadows or more)")]
    public void The_automatic_variance_says_what_it_chose(int shadows, string note)
    {
        AttackInput input = Halves(shadows, [true, false]);

        Assert.That(new Lira().Evaluate(input).Notes, Is.EqualTo(new[] { note }));
        Assert.That(
            new Lira { Variance = LiraVariance.FixedOwn }
                .Evaluate(input)
                .Notes,
            Is.Empty
        );
    }

    [Test]
    public void Points_of_one_side_are_refused() =>
        Refused(
            () => new Lira().Evaluate(Halves(4, [true, true])),
            "The membership mask names no non-member: the attack needs both sides."
        );

    [Test]
    public void A_point_that_no_shadow_saw_is_refused_online() =>
        Refused(
            () =>
                new Lira().Score(
                    [0],
                    [
                        [1],
                    ],
                    [
                        [false],
                    ]
                ),
            "Point 0 has 0 shadow models trained with it; this variant of 'lira' needs at least 1 on each side that it uses."
        );

    [Test]
    public void Shadows_that_all_agree_still_have_a_density()
    {
        double[] scores = new Lira().Score(
            [1, 0],
            [
                [1, 1],
                [0, 0],
            ],
            [
                [true, true],
                [false, false],
            ]
        );

        Assert.That(scores[0], Is.GreaterThan(1e59));
        Assert.That(scores[1], Is.LessThan(-1e59));
    }

    /// <summary>Two points whose phi differ between shadows; every other shadow saw them.</summary>
    private static AttackInput Halves(int shadows, bool[] members) =>
        Inputs
            .Gaps([1, 0], members)
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    [.. Enumerable.Range(0, shadows).Select(static s => Inputs.Table(s, -s))],
                    [.. Enumerable.Range(0, shadows).Select(static s => new[] { s % 2 == 0, s % 2 == 0 })]
                )
            );

    private static void CheckRoc(RocCurve roc, JsonElement expected)
    {
        Close.To(roc.Auc, expected.Number("auc"), Tolerance, "auc");
        Close.To(roc.BalancedAccuracy, expected.Number("balanced_accuracy"), Tolerance, "balanced accuracy");
        foreach ((string name, double rate) in new[] { ("1pct", 0.01), ("0.1pct", 0.001) })
        {
            Close.To(roc.TprAtFpr(rate), expected.Number($"tpr_at_fpr_{name}"), Tolerance, name);
            Close.To(
                roc.TprAtFprStrict(rate),
                expected.Number($"tpr_at_fpr_{name}_strict"),
                Tolerance,
                name + " strict"
            );
            Close.To(
                roc.TprAtFprInterpolated(rate),
                expected.Number($"tpr_at_fpr_{name}_interp"),
                Tolerance,
                name + " interpolated"
            );
        }
    }

    private static AttackInput ReadInput(string balance) =>
        new AttackInput
        {
            Target = Table(Input.GetProperty("logits_target")),
            Labels = Input.GetProperty("labels").Integers(),
            Members = Input.GetProperty("target_member").Flags(),
        }.With(
            ShadowEvidence.Kind,
            new ShadowOutputs(
                [.. Input.GetProperty($"logits_shadow_{balance}").EnumerateArray().Select(Table)],
                [.. Input.GetProperty($"mask_{balance}").EnumerateArray().Select(Oracle.Flags)]
            )
        );

    private static LogitTable Table(JsonElement rows) =>
        new([.. rows.EnumerateArray().SelectMany(row => row.Numbers())], 4);
}
