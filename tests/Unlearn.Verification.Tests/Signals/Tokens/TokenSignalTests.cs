using System.Text.Json;
using Unlearn.Core;
using Unlearn.Verification.Signals.Tokens;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Signals.Tokens;

/// <summary>Figures of texts against numbers worked out by hand and published ones.</summary>
[TestFixture]
public sealed class TokenSignalTests
{
    private static readonly double[] LogProbabilities = [-1, -4, -2, -3, -0.5];

    [TestCase(0.2, -4.0)]
    [TestCase(0.4, -3.5)]
    [TestCase(0.39, -4.0)]
    [TestCase(0.01, -4.0)]
    [TestCase(1.0, -2.1)]
    public void Min_k_is_the_mean_of_the_least_likely_tokens(double share, double expected) =>
        Assert.That(TokenScores.MinK(LogProbabilities, share), Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void A_share_that_binary_cannot_hold_is_not_rounded_down()
    {
        double[] hundred = [.. Enumerable.Range(0, 100).Select(static i => -(double)i)];
        Assert.That(TokenScores.MinK(hundred, 0.29), Is.EqualTo(-85).Within(1e-12), "29 tokens: 99 to 71");
    }

    [Test]
    public void Min_k_plus_plus_standardises_by_the_models_own_law_with_a_floor()
    {
        double[] means = [-2, -2, -2, -2, -2];
        double[] deviations = [1, 2, 1, 0.5, 0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                TokenScores.MinKPlusPlus(LogProbabilities, means, deviations, 0.4),
                Is.EqualTo(-1.5).Within(1e-12),
                "-2 and -1"
            );
            Assert.That(TokenScores.MinKPlusPlus([-0.5], [-2], [0], 1), Is.EqualTo(1500).Within(1e-9));
        }
    }

    [Test]
    public void Scores_against_a_compressor_a_reference_and_lower_case_grow_with_knowledge()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TokenScores.Zlib(LogProbabilities, 10), Is.EqualTo(-0.21).Within(1e-15));
            Assert.That(TokenScores.Reference([-1, -2], [-3, -4]), Is.EqualTo(2));
            Assert.That(TokenScores.ReferenceRatio([-1, -2], [-3, -3]), Is.EqualTo(2));
            Assert.That(TokenScores.LowerCaseRatio([-1, -1], [-2, -4, -3]), Is.EqualTo(3));
            Assert.That(TokenScores.ReferenceRatio([0], [-1]), Is.EqualTo(1e9).Within(1), "known by heart");
            Assert.That(() => TokenScores.Mean([]), Throws.TypeOf<InputException>());
            Assert.That(
                CompressedLength.Of(new string('a', 1000)),
                Is.LessThan(
                    CompressedLength.Of(
                        string.Concat(Enumerable.Range(0, 250).Select(static i => $"{i * 7919 % 1000:d4}"))
                    )
                )
            );
        }
    }

    [TestCase("1111", 1.0, 1.0)]
    [TestCase("0111", 0.75, 0.75)]
    [TestCase("1011", 0.5, 0.75)]
    [TestCase("1110", 0.0, 0.75)]
    [TestCase("0000", 0.0, 0.0)]
    [TestCase("1", 1.0, 1.0)]
    public void Extraction_strength_and_exact_memorisation(string right, double strength, double memorisation)
    {
        bool[] places = [.. right.Select(static c => c == '1')];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Extraction.Strength(places), Is.EqualTo(strength));
            Assert.That(Extraction.Memorisation(places), Is.EqualTo(memorisation));
        }
    }

    [Test]
    public void Truth_ratio_compares_wrong_answers_with_the_right_one()
    {
        double[] wrong = [Math.Log(0.1), Math.Log(0.4)];
        double right = Math.Log(0.5);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TruthRatio.Of(right, wrong), Is.EqualTo(0.4).Within(1e-12), "sqrt(0.1 * 0.4) / 0.5");
            Assert.That(TruthRatio.Of(right, wrong, TruthRatioMean.Arithmetic), Is.EqualTo(0.5).Within(1e-12));
            Assert.That(TruthRatio.OfForgotten(0.4), Is.EqualTo(0.4));
            Assert.That(TruthRatio.OfForgotten(2.5), Is.EqualTo(0.4));
            Assert.That(TruthRatio.OfOthers(0.4), Is.EqualTo(0.6));
            Assert.That(TruthRatio.OfOthers(2.5), Is.Zero);
            Assert.That(TruthRatio.Of(-2000, [0]), Is.Not.EqualTo(double.PositiveInfinity));
            Assert.That(() => TruthRatio.Of(0, []), Throws.TypeOf<InputException>());
        }
    }

    [Test]
    public void Forget_quality_does_not_change_under_inverse_and_logarithm()
    {
        double[] first = [.. Enumerable.Range(1, 30).Select(static i => 0.1 + (i * i % 31 / 7.0))];
        double[] second = [.. Enumerable.Range(1, 40).Select(static i => 0.2 + (i * i % 37 / 9.0))];
        KolmogorovSmirnov plain = TruthRatio.ForgetQuality(first, second);
        using (Assert.EnterMultipleScope())
        {
            foreach (Func<double, double> map in (Func<double, double>[])[static x => 1 / x, Math.Log])
            {
                KolmogorovSmirnov other = TruthRatio.ForgetQuality([.. first.Select(map)], [.. second.Select(map)]);
                Assert.That((other.D, other.PValue), Is.EqualTo((plain.D, plain.PValue)));
            }

            Assert.That(TruthRatio.ForgetQuality(first, first).PValue, Is.EqualTo(1), "a model against itself");
        }
    }

    [Test]
    public void Probabilities_leaks_and_depth()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AnswerProbability.Of(Math.Log(0.25)), Is.EqualTo(0.25).Within(1e-15));
            Assert.That(
                AnswerProbability.Normalised(Math.Log(0.2), [Math.Log(0.1), Math.Log(0.1)]),
                Is.EqualTo(0.5).Within(1e-15)
            );
            Assert.That(PrivacyLeak.Of(0.9, 0.5), Is.EqualTo(-80).Within(1e-12));
            Assert.That(PrivacyLeak.Of(0.4, 0.5), Is.EqualTo(20).Within(1e-12));
            Assert.That(PrivacyLeak.Of(0.4, 1), Is.Null);
            Assert.That(UnlearningDepth.Of([1, 2, 0.01], [1, 1, 0]), Is.EqualTo(2.0 / 3).Within(1e-15));
            Assert.That(UnlearningDepth.Of([1, 2], [5, -3]), Is.EqualTo(1.0 / 3).Within(1e-15));
            Assert.That(UnlearningDepth.Of([0.01], [1]), Is.Null);
            Assert.That(() => UnlearningDepth.Of([1], []), Throws.TypeOf<InputException>());
        }
    }

    [Test]
    public void Harmonic_means_are_ruled_by_the_lowest()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(HarmonicMean.Of(1, 0.5), Is.EqualTo(2.0 / 3).Within(1e-15));
            Assert.That(HarmonicMean.Of(1, 0), Is.Zero);
            Assert.That(() => HarmonicMean.Of(1, -1), Throws.TypeOf<InputException>());
            Assert.That(() => HarmonicMean.Of(double.NaN), Throws.TypeOf<InputException>());
            Assert.That(() => HarmonicMean.Of(), Throws.TypeOf<InputException>());
        }
    }

    /// <summary>Two rows of published results (gnueaj/unlearning-depth-score, Apache-2.0).</summary>
    [TestCase(
        0.6008834008121887,
        0.8544994558393956,
        0.7723959023847817,
        0.5117212349329163,
        0.42974441543830955,
        0.8195,
        0.5521560629573392,
        0.4310488533199793,
        0.8307692307692308,
        0.5963453890321664
    )]
    [TestCase(
        0.5905297105697398,
        0.8669655379652977,
        0.7915837238485629,
        0.5115173553380573,
        0.40675128694658824,
        0.847,
        0.5228499235405727,
        0.4231283552727529,
        0.7937321937321938,
        0.590356876466129
    )]
    public void Model_utility_is_the_published_one(
        double utility,
        double a,
        double b,
        double c,
        double d,
        double e,
        double f,
        double g,
        double h,
        double i
    ) => Assert.That(ModelUtility.Of([(a, b, c), (d, e, f), (g, h, i)]), Is.EqualTo(utility).Within(1e-9));

    [Test]
    public void All_published_aggregates_follow_from_their_parts()
    {
        using JsonDocument file = JsonDocument.Parse(
            File.ReadAllBytes(SharedData.Path("data", "uds", "method_results.json"))
        );
        int rows = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (JsonElement row in file.RootElement.GetProperty("models").EnumerateArray())
            {
                double Value(string name) => row.GetProperty(name).GetDouble();
                (double, double, double) Part(string set) =>
                    (Value($"{set}_q_prob"), Value($"{set}_q_rouge"), Value($"{set}_truth_ratio"));
                string model = row.GetProperty("model").GetString()!;
                Assert.That(
                    HarmonicMean.Of(
                        Value("one_minus_es"),
                        Value("one_minus_em"),
                        Value("one_minus_paraprob"),
                        Value("one_minus_truth")
                    ),
                    Is.EqualTo(Value("mem")).Within(1e-9),
                    model
                );
                Assert.That(
                    ModelUtility.Of([Part("retain"), Part("ra"), Part("wf")]),
                    Is.EqualTo(Value("model_utility")).Within(1e-9),
                    model
                );
                Assert.That(
                    HarmonicMean.Of(Value("mem"), Value("privacy"), Value("utility_rel")),
                    Is.EqualTo(Value("overall")).Within(1e-9),
                    model
                );
                rows++;
            }

            Assert.That(rows, Is.EqualTo(152));
        }
    }
}
