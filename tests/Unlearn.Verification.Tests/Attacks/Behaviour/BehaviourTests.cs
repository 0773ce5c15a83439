using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks.Behaviour;

public sealed class BehaviourTests
{
    [Test]
    public void Zrf_is_one_minus_the_mean_divergence_from_the_untrained_model()
    {
        AttackInput input = Inputs
            .Gaps([2, 0, 1], [true, true, false])
            .With(UntrainedEvidence.Kind, Inputs.Table(0, 0, 0));
        double divergence = Divergence.JensenShannon(Softmax.Of([2, 0]), [0.5, 0.5]);

        Assert.That(new Zrf().Evaluate(input).Of("zrf"), Is.EqualTo(1 - (divergence / 2)).Within(1e-15));
        Assert.That(
            new Zrf { Unit = InformationUnit.Bits }
                .Evaluate(input)
                .Of("zrf"),
            Is.EqualTo(1 - (divergence / 2 / Math.Log(2))).Within(1e-15)
        );
    }

    [Test]
    public void An_accuracy_gap_is_signed()
    {
        AttackInput input = Inputs
            .Gaps([1, -1, -1, -1, 1], [true, true, true, true, false])
            .With(ReferenceEvidence.Kind, [Inputs.Table(1, 1, 1, -1, 1), Inputs.Table(1, 1, -1, -1, -1)])
            .With(RetainEvidence.Kind, new ModelOutputs(Inputs.Table(1, -1), [0, 0]));

        AttackEvidence evidence = new AccuracyGap().Evaluate(input);

        Assert.That(evidence.Of("accuracy-gap-forget"), Is.EqualTo(0.25 - 0.625));
        Assert.That(evidence.Of("accuracy-gap-unseen"), Is.EqualTo(0.5));
        Assert.That(evidence.Of("accuracy-retain"), Is.EqualTo(0.5));

        // Differences of the four points to the first and to the second reference; 0.25 is the mean accuracy, 0.625 theirs.
        Assert.That(
            evidence.Figures[0].Interval,
            Is.EqualTo(
                CrossedMean.Interval([
                    [0, -1, -1, 0],
                    [0, -1, 0, 0],
                ])
            )
        );
    }

    [Test]
    public void The_reference_itself_has_no_accuracy_gap_and_its_interval_says_how_sure_that_is()
    {
        double[] gaps = [1, -1, 1, 1, -1, 1];
        AttackInput input = Inputs
            .Gaps(gaps, [true, true, true, true, false, false])
            .With(ReferenceEvidence.Kind, [Inputs.Table(gaps), Inputs.Table(gaps)]);

        AttackEvidence evidence = new AccuracyGap().Evaluate(input);

        Figure gap = evidence.Figures.Single(static figure => figure.Name == "accuracy-gap-forget");
        Assert.That(gap.Value, Is.Zero);
        Assert.That(gap.Interval!.Lower, Is.Negative);
        Assert.That(gap.Interval.Upper, Is.EqualTo(-gap.Interval.Lower));
    }

    [Test]
    public void Distances_to_retrained_models_stand_beside_their_null()
    {
        var key = new RandomKey(41);
        bool[] members = [.. Enumerable.Range(0, 100).Select(i => i < 80)];
        LogitTable Model(int seed, double shift) =>
            Inputs.Table([.. members.Select((_, i) => key.Derive(seed).Normal((ulong)i) + shift)]);
        AttackInput same = (Inputs.Gaps(new double[100], members) with { Target = Model(1, 0) }).With(
            ReferenceEvidence.Kind,
            [Model(2, 0), Model(3, 0), Model(4, 0)]
        );
        AttackInput other = same with { Target = Model(1, 1.5) };

        AttackEvidence near = new KolmogorovSmirnovDistance().Evaluate(same);
        AttackEvidence far = new KolmogorovSmirnovDistance().Evaluate(other);
        Assert.That(near.Of("ks-p"), Is.GreaterThan(0.05));
        Assert.That(near.Of("ks-d"), Is.EqualTo(near.Of("null-ks-d")).Within(0.1));
        Assert.That(
            far.Of("ks-p"),
            Is.EqualTo(3 / 1000.0).Within(1e-15),
            "the smallest of 999 permutations and three tests"
        );
        Assert.That(far.Of("ks-d"), Is.GreaterThan(0.4));

        Assert.That(new MmdDistance().Evaluate(same).Of("mmd-p"), Is.GreaterThan(0.05));
        Assert.That(new MmdDistance().Evaluate(other).Of("mmd-p"), Is.LessThanOrEqualTo(3 / 200.0));
        double nothing = new MmdDistance().Evaluate(other).Of("null-mmd-squared");
        Assert.That(nothing, Is.EqualTo(new MmdDistance().Evaluate(same).Of("null-mmd-squared")));
        Assert.That(new MmdDistance().Evaluate(other).Of("mmd-squared"), Is.GreaterThan(20 * Math.Abs(nothing)));
        Assert.That(
            new MmdDistance().Evaluate(other.With(ReferenceEvidence.Kind, [Model(2, 0)])).Figures[2].NotResolvable,
            Does.Contain("two retrained models")
        );
    }

    [Test]
    public void Points_that_all_moved_a_little_are_seen_although_the_distributions_nearly_agree()
    {
        var key = new RandomKey(43);
        double[] before = [.. Enumerable.Range(0, 60).Select(i => 3 * key.Normal((ulong)i))];
        bool[] members = [.. Enumerable.Range(0, 60).Select(i => i < 50)];
        AttackInput input = Inputs
            .Gaps([.. before.Select(v => v + 1)], members)
            .With(ReferenceEvidence.Kind, [Inputs.Table(before)]);

        Assert.That(
            new KolmogorovSmirnovDistance { PValue = KolmogorovSmirnovConvention.Exact }
                .Evaluate(input)
                .Of("ks-p"),
            Is.GreaterThan(0.2)
        );
        Assert.That(new KolmogorovSmirnovDistance().Evaluate(input).Of("ks-p"), Is.LessThan(0.01));
        Assert.That(
            new MmdDistance { Permutations = 999 }
                .Evaluate(input)
                .Of("mmd-p"),
            Is.EqualTo(0.001).Within(1e-15)
        );
        AttackEvidence same = new MmdDistance().Evaluate(input.With(ReferenceEvidence.Kind, [input.Target]));
        Assert.That(same.Of("mmd-squared"), Is.Zero);
        Assert.That(same.Of("mmd-p"), Is.EqualTo(1));
    }

    [Test]
    public void Relearning_counts_steps_to_the_original_accuracy_less_a_margin()
    {
        Assert.That(AnamnesisIndex.RelearnTime([0.2, 0.5, 0.76, 0.9], 0.8), Is.EqualTo(2));
        Assert.That(AnamnesisIndex.RelearnTime([0.8], 0.8), Is.Zero);
        Assert.That(AnamnesisIndex.RelearnTime([0.1, 0.2], 0.8), Is.Null);
        Assert.That(AnamnesisIndex.Of(0, 5), Is.EqualTo(0.01 / 5.01).Within(1e-15));
        Assert.That(AnamnesisIndex.Of(3, 6, offset: 0), Is.EqualTo(0.5));
    }

    [Test]
    public void Weight_distances_have_closed_forms()
    {
        WeightDistance distance = WeightDistance.Between([3, 0], [0, 4]);

        Assert.That(distance, Is.EqualTo(new WeightDistance(5, 1.25, 0)));
        Assert.That(() => WeightDistance.Between([1], [1, 2]), Throws.TypeOf<InputException>());
    }

    [Test]
    public void The_p_value_of_the_distance_is_the_named_one()
    {
        AttackInput input = Inputs
            .Gaps([1, 2, 3, 0], [true, true, true, false])
            .With(ReferenceEvidence.Kind, [Inputs.Table(4, 5, 6, 0)]);

        // Of 8 swaps of three pairs only none and all reach D = 1.
        Assert.That(
            new KolmogorovSmirnovDistance { Permutations = 9999 }
                .Evaluate(input)
                .Of("ks-p"),
            Is.EqualTo(0.25).Within(0.02)
        );
        Assert.That(
            new KolmogorovSmirnovDistance { PValue = KolmogorovSmirnovConvention.Exact }
                .Evaluate(input)
                .Of("ks-p"),
            Is.EqualTo(0.1).Within(1e-14)
        );
        Assert.That(
            new KolmogorovSmirnovDistance { PValue = KolmogorovSmirnovConvention.Asymptotic }
                .Evaluate(input)
                .Of("ks-p"),
            Is.EqualTo(KolmogorovSmirnov.Limit(Math.Sqrt(1.5))).Within(1e-14)
        );
    }
}
