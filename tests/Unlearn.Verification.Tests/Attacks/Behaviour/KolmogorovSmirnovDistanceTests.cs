using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Behaviour;

public sealed class KolmogorovSmirnovDistanceTests
{
    // The target's own gaps, all moved, and half of them moved: D 0, 1 and 1/2 to the target, 1, 1/2 and 1/2 among themselves.
    private static readonly LogitTable[] Models =
    [
        Inputs.Table(1, 2, 3, 4),
        Inputs.Table(11, 12, 13, 14),
        Inputs.Table(1, 2, 13, 14),
    ];

    private static readonly object[][] Comparisons =
    [
        [new KolmogorovSmirnovDistance(), "kolmogorov-smirnov"],
        [new MmdDistance(), "mmd"],
        [new AccuracyGap(), "accuracy-gap"],
    ];

    [Test]
    public void Distances_are_means_over_models_and_over_pairs_of_different_models()
    {
        AttackEvidence evidence = new KolmogorovSmirnovDistance().Evaluate(Input(Models));

        Assert.That(evidence.Of("ks-d"), Is.EqualTo(0.5));
        Assert.That(evidence.Of("null-ks-d"), Is.EqualTo(2 / 3.0).Within(1e-15));
    }

    [Test]
    public void One_retrained_model_has_no_pair() =>
        Assert.That(
            new KolmogorovSmirnovDistance().Evaluate(Input(Models[..1])).Figures[2].NotResolvable,
            Is.EqualTo("needs two retrained models")
        );

    [Test]
    public void One_retrained_model_that_differs_is_enough_for_a_small_p()
    {
        double[] gaps = [.. Enumerable.Range(0, 50).Select(static i => 3 * new RandomKey(44).Normal((ulong)i))];
        AttackInput input = Inputs
            .Gaps(gaps, [.. Enumerable.Repeat(true, 50)])
            .With(ReferenceEvidence.Kind, [Inputs.Table(gaps), Inputs.Table([.. gaps.Select(static gap => gap + 3)])]);

        Assert.That(new KolmogorovSmirnovDistance().Evaluate(input).Of("ks-p"), Is.EqualTo(2 / 1000.0).Within(1e-15));
        Assert.That(new MmdDistance().Evaluate(input).Of("mmd-p"), Is.EqualTo(2 / 200.0).Within(1e-15));
    }

    [TestCaseSource(nameof(Comparisons))]
    public void A_comparison_needs_a_retrained_model(IOutputAttack attack, string name) =>
        Refused(() => attack.Evaluate(Input()), $"'{name}' needs at least 1 retrained models, got 0.");

    private static AttackInput Input(params LogitTable[] models) =>
        Inputs.Gaps([1, 2, 3, 4], [true, true, true, true]).With(ReferenceEvidence.Kind, models);
}
