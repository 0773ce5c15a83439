using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks.Aware;

public sealed class AwareAttackTests
{
    [Test]
    public void U_lira_decides_by_the_larger_density_on_the_second_half()
    {
        // Fitted: N(3, 1) and N(0, 1), so the border is 1.5. Evaluated: 2 and 1 (one right); 0 and 1.4 (both right).
        double accuracy = ULira.Accuracy([2, 4, 2, 1], [-1, 1, 0, 1.4]);

        Assert.That(accuracy, Is.EqualTo(0.75));
    }

    [Test]
    public void U_lira_finds_half_where_nothing_differs_and_all_where_everything_does()
    {
        AttackInput input = Groups(0, 200);
        AttackInput apart = Groups(8, 20);

        AttackEvidence found = new ULira().Evaluate(input);
        AttackCurve curve = found.Curves.Single();
        Assert.That(curve.Up, Is.Ordered);
        Assert.That(curve.Up[25], Is.EqualTo(found.Of("accuracy-median")).Within(0.05), "the middle is the median");
        Assert.That(curve.Up[^1], Is.EqualTo(found.Of("accuracy-max")));
        Assert.That(new ULira().Evaluate(input).Of("accuracy-mean"), Is.EqualTo(0.5).Within(0.04));
        Assert.That(new ULira().Evaluate(apart).Of("accuracy-mean"), Is.GreaterThan(0.99));
        Assert.That(new ULira().Evaluate(apart).Of("control-accuracy-mean"), Is.EqualTo(0.5).Within(0.2));
    }

    [Test]
    public void The_epsilon_equals_a_plain_search_over_the_same_rules()
    {
        var key = new RandomKey(31);
        for (int trial = 0; trial < 3; trial++)
        {
            double[] u = [.. Enumerable.Range(0, 24).Select(i => 0.4 + (0.7 * key.Derive(trial).Normal((ulong)i)))];
            double[] r = [.. Enumerable.Range(100, 24).Select(i => key.Derive(trial).Normal((ulong)i))];

            Assert.That(ForgettingEpsilon.Of(u, r), Is.EqualTo(Plain(u, r)).Within(1e-12), $"trial {trial}");
            Assert.That(ForgettingEpsilon.Of(r, u), Is.EqualTo(Plain(r, u)).Within(1e-12), $"mirrored {trial}");
        }
    }

    [Test]
    public void Perfect_separation_and_a_spike_reach_the_cap()
    {
        double[] low = [.. Enumerable.Range(0, 20).Select(i => i / 20.0)];
        double[] high = [.. low.Select(v => v + 3)];
        double[] spike = [.. low.Select(v => 0.5 + (v * 1e-3))];

        Assert.That(ForgettingEpsilon.Of(low, high), Is.EqualTo(50));
        Assert.That(ForgettingEpsilon.Of(spike, low), Is.EqualTo(50));
        Assert.That(ForgettingEpsilon.Of(spike.Select(_ => 1.0).ToArray(), [.. spike.Select(_ => 1.0)]), Is.Zero);
    }

    [Test]
    public void Points_halve_with_every_bucket_and_end_at_the_cap()
    {
        Assert.That(ForgettingScore.Points(0, 512), Is.EqualTo(1));
        Assert.That(ForgettingScore.Points(0.49, 512), Is.EqualTo(1));
        Assert.That(ForgettingScore.Points(0.5, 512), Is.EqualTo(0.5));
        Assert.That(ForgettingScore.Points(6.99, 512), Is.EqualTo(Math.Pow(2, -13)), "the last of 14 buckets");
        Assert.That(ForgettingScore.Points(7, 512), Is.Zero);
        Assert.That(ForgettingScore.Points(double.PositiveInfinity, 512), Is.Zero);
        Assert.That(
            ForgettingScore.Final(0.5, new ModelAccuracies(0.9, 0.6), new ModelAccuracies(1, 0.8)),
            Is.EqualTo(0.5 * 0.9 * 0.75).Within(1e-15)
        );
    }

    [Test]
    public void The_challenge_score_stands_beside_its_null()
    {
        AttackInput input = Groups(0, 16, models: 48);
        AttackEvidence evidence = new ChallengeScore().Evaluate(input);

        double score = evidence.Of("forgetting-score-half");
        double nothing = evidence.Of("null-forgetting-score-half");
        Assert.That(score, Is.EqualTo(nothing).Within(0.15), "unlearned and retrained come from one distribution");
        Assert.That(evidence.Of("forgetting-score"), Is.LessThan(0.5), "perfect unlearning does not score 1");
        Assert.That(evidence.Figures.Single(f => f.Name == "final-score").Value, Is.Null);
        Assert.That(
            (
                evidence = new ChallengeScore().Evaluate(
                    input.With(
                        CopyAccuracyEvidence.Kind,
                        new CopyAccuracies(new ModelAccuracies(0.5, 1), new ModelAccuracies(1, 1))
                    )
                )
            ).Of("final-score"),
            Is.EqualTo(evidence.Of("forgetting-score") / 2)
        );
    }

    [Test]
    public void The_challenge_score_has_an_interval_over_points_and_the_final_score_scales_it()
    {
        AttackEvidence evidence = new ChallengeScore().Evaluate(
            Groups(0.5, 16, models: 16)
                .With(
                    CopyAccuracyEvidence.Kind,
                    new CopyAccuracies(new ModelAccuracies(0.5, 1), new ModelAccuracies(1, 1))
                )
        );
        Figure Of(string name) => evidence.Figures.Single(figure => figure.Name == name);

        foreach (string name in new[] { "forgetting-score", "forgetting-score-half", "null-forgetting-score-half" })
        {
            Assert.That(Of(name).Interval!.Lower, Is.LessThan(Of(name).Value!));
            Assert.That(Of(name).Interval!.Upper, Is.GreaterThan(Of(name).Value!));
            Assert.That(Of(name).Interval!.Method, Is.EqualTo("bootstrap"));
        }

        Assert.That(Of("final-score").Interval!.Upper, Is.EqualTo(Of("forgetting-score").Interval!.Upper / 2));
    }

    [Test]
    public void Klom_is_the_divergence_of_histograms()
    {
        // Two bins [0, 5) and [5, 10]: p = (1/2, 1/2), q = (1/4, 3/4).
        var klom = new Klom { Bins = 2 };
        double expected = (0.5 * Math.Log(0.5 / 0.25)) + (0.5 * Math.Log(0.5 / 0.75));

        Assert.That(klom.Divergence([0, 10], [1, 6, 7, 8]), Is.EqualTo(expected).Within(1e-14));
        Assert.That(
            (klom with { Direction = KlomDirection.RetrainedToUnlearned }).Divergence([1, 6, 7, 8], [0, 10]),
            Is.EqualTo(expected).Within(1e-14)
        );
        Assert.That(klom.Divergence([3, 3], [3, 3]), Is.Zero);
        Assert.That(klom.Divergence([0, 0], [500, 500]), Is.EqualTo(Math.Log((1 + 1e-5) / 1e-5)).Within(1e-12));
    }

    [Test]
    public void Klom_is_near_its_null_where_nothing_differs()
    {
        AttackEvidence evidence = new Klom().Evaluate(Groups(0, 50, models: 64));

        Assert.That(evidence.Of("klom-half-mean"), Is.EqualTo(evidence.Of("null-klom-half-mean")).Within(0.5));
        Assert.That(
            new Klom().Evaluate(Groups(8, 20, models: 64)).Of("klom-mean"),
            Is.GreaterThan(5 * evidence.Of("klom-mean"))
        );
    }

    private static double Plain(double[] unlearned, double[] retrained)
    {
        bool swap = Moments.Median(retrained) > Moments.Median(unlearned);
        (double[] pos, double[] neg) = swap ? (retrained, unlearned) : (unlearned, retrained);
        double best = 0;
        void Rule(Func<double, bool> called, double[] p, double[] n)
        {
            double fnr = p.Count(v => !called(v)) / (double)p.Length;
            double fpr = n.Count(called) / (double)n.Length;
            if (fnr > 0 && fpr > 0)
            {
                best = Math.Max(
                    best,
                    Math.Log(Math.Max(1e-300, Math.Max((1 - 1e-5 - fpr) / fnr, (1 - 1e-5 - fnr) / fpr)))
                );
            }
            else if (fnr == 0 && fpr == 0)
            {
                best = 50;
            }
        }

        foreach (double t in Grid([.. pos, .. neg], 0, 0))
        {
            Rule(v => v >= t, pos, neg);
        }

        (double[] narrow, double[] wide) = pos.Max() - pos.Min() >= neg.Max() - neg.Min() ? (neg, pos) : (pos, neg);
        double width = narrow.Max() - narrow.Min();
        foreach (double right in Grid([narrow.Min() + width], 2, 2))
        {
            foreach (double left in Grid([right - width], 2, 2))
            {
                Rule(v => v >= left && v <= right, narrow, wide);
            }
        }

        return best;
    }

    private static double[] Grid(double[] around, double below, double above)
    {
        double low = around.Min() - below;
        double high = around.Max() + above;
        int count = (int)Math.Ceiling(Math.Round((high - low) * 100, 6));
        return [.. Enumerable.Range(0, count).Select(i => low + ((high - low) * i / (count - 1)))];
    }

    /// <summary>Models of two groups; members' phi differ by a shift, non-members' do not.</summary>
    private static AttackInput Groups(double shift, int members, int models = 40)
    {
        var key = new RandomKey(8);
        int points = members + 10;
        LogitTable[] Make(string group, double by) =>
            [
                .. Enumerable
                    .Range(0, models)
                    .Select(m =>
                        Inputs.Table([
                            .. Enumerable
                                .Range(0, points)
                                .Select(i => key.Derive(group).Derive(m).Normal((ulong)i) + (i < members ? by : 0)),
                        ])
                    ),
            ];

        return Inputs
            .Gaps(new double[points], [.. Enumerable.Range(0, points).Select(i => i < members)])
            .With(CopyEvidence.Kind, new CopyOutputs(Make("unlearned", shift), Make("retrained", 0)));
    }
}
