using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks.Reference;

public sealed class RmiaTests
{
    [Test]
    public void The_ratio_must_exceed_gamma_strictly()
    {
        // p(x|target)/p(x) = 0.5/0.25 = 2; population ratios 1, 2 and 0.5: LR 2, 1, 4.
        double Score(double gamma) =>
            new Rmia { Gamma = gamma }.Score(
                [0.5],
                [
                    [0.25],
                ],
                [
                    [true],
                ],
                [0.25, 0.5, 0.125],
                [
                    [0.25, 0.25, 0.25],
                ]
            )[0];

        Assert.That(Score(2), Is.EqualTo(1.0 / 3));
        Assert.That(Score(1), Is.EqualTo(2.0 / 3));
        Assert.That(Score(0.99), Is.EqualTo(1));
        Assert.That(Score(4), Is.Zero);
    }

    [TestCase(ReferenceMode.Online, PopulationMean.All, RmiaCorrection.Everything)]
    [TestCase(ReferenceMode.Offline, PopulationMean.All, RmiaCorrection.Everything)]
    [TestCase(ReferenceMode.Offline, PopulationMean.All, RmiaCorrection.AttackedPoints)]
    [TestCase(ReferenceMode.Offline, PopulationMean.LargerHalf, RmiaCorrection.Everything)]
    [TestCase(ReferenceMode.Online, PopulationMean.LargerHalf, RmiaCorrection.Everything)]
    public void It_is_the_share_of_population_points_by_the_definition(
        ReferenceMode mode,
        PopulationMean mean,
        RmiaCorrection correction
    )
    {
        const int references = 4;
        var key = new RandomKey(2);
        double P(string what, int r, int i) => 0.05 + (0.9 * key.Derive(what).Derive(r).Uniform((ulong)i));
        double[] target = [.. Enumerable.Range(0, 20).Select(i => P("x", 9, i))];
        double[] population = [.. Enumerable.Range(0, 50).Select(i => P("z", 9, i))];
        double[][] xs =
        [
            .. Enumerable.Range(0, references).Select(r => Enumerable.Range(0, 20).Select(i => P("x", r, i)).ToArray()),
        ];
        double[][] zs =
        [
            .. Enumerable.Range(0, references).Select(r => Enumerable.Range(0, 50).Select(i => P("z", r, i)).ToArray()),
        ];
        bool[][] included =
        [
            .. Enumerable
                .Range(0, references)
                .Select(r => Enumerable.Range(0, 20).Select(i => (i + r) % 2 == 0).ToArray()),
        ];
        var attack = new Rmia
        {
            Mode = mode,
            PopulationMean = mean,
            Gamma = 1.3,
            A = 0.4,
            Correction = correction,
        };

        double[] scores = attack.Score(target, xs, included, population, zs);

        for (int i = 0; i < 20; i++)
        {
            double outside = Enumerable.Range(0, references).Where(r => !included[r][i]).Average(r => xs[r][i]);
            double prior = mode == ReferenceMode.Online ? xs.Average(x => x[i]) : ((1.4 * outside) + 0.6) / 2;
            int beaten = Enumerable
                .Range(0, 50)
                .Count(z =>
                {
                    double[] all = [.. zs.Select(row => row[z]).OrderDescending()];
                    double pz = mean == PopulationMean.All ? all.Average() : all.Take(2).Average();
                    pz =
                        mode == ReferenceMode.Offline && correction == RmiaCorrection.Everything
                            ? ((1.4 * pz) + 0.6) / 2
                            : pz;
                    return target[i] / prior / (population[z] / pz) > 1.3;
                });
            Assert.That(scores[i], Is.EqualTo(beaten / 50.0), $"point {i}");
        }
    }

    [Test]
    public void By_default_offline_population_points_are_corrected_as_attacked_points_are()
    {
        // Corrected: ((1 + 0.3) 0.2 + 0.7)/2 = 0.48 on both sides, so LR = 0.9/0.3 = 3 > 2. With p(z) left alone:
        // (0.9/0.48)/(0.3/0.2) = 1.25.
        double Score(RmiaCorrection? correction)
        {
            var attack = new Rmia { Mode = ReferenceMode.Offline };
            attack = correction is { } named ? attack with { Correction = named } : attack;
            return attack.Score(
                [0.9],
                [
                    [0.2],
                ],
                [
                    [false],
                ],
                [0.3],
                [
                    [0.2],
                ]
            )[0];
        }

        Assert.That(Score(null), Is.EqualTo(1));
        Assert.That(Score(RmiaCorrection.AttackedPoints), Is.Zero);
    }

    [Test]
    public void Probabilities_of_zero_are_floored_and_counted()
    {
        // exp(-800) is 0 in float64: 0/0 without a floor, and no number would be larger than gamma.
        AttackInput input = Inputs
            .Gaps([2, -800], [true, false])
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    [Inputs.Table(-800, -800)],
                    [
                        [false, false],
                    ]
                )
            )
            .With(PopulationEvidence.Kind, new ModelOutputs(Inputs.Table(-800, 0), [0, 0]))
            .With(ShadowPopulationEvidence.Kind, [Inputs.Table(-800, 0)]);

        AttackEvidence evidence = new Rmia().Evaluate(input);

        // Ratios 0.88e30 and 1 against population ratios 1 and 1.
        Assert.That(evidence.Scores, Is.EqualTo(new[] { 1.0, 0.0 }));
        Assert.That(evidence.Warnings.Single(), Does.StartWith("5 of 8 probabilities"));
        Assert.That(
            new Rmia().Evaluate(input with { Target = Inputs.Table(2, 1) }).Warnings.Single(),
            Does.StartWith("4")
        );
    }

    [Test]
    public void It_runs_on_logits()
    {
        AttackInput input = Inputs
            .Gaps([2, -1], [true, false])
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    [Inputs.Table(0, 0)],
                    [
                        [false, false],
                    ]
                )
            )
            .With(PopulationEvidence.Kind, new ModelOutputs(Inputs.Table(0, 0.1), [0, 0]))
            .With(ShadowPopulationEvidence.Kind, [Inputs.Table(0, 0)]);

        AttackEvidence evidence = new Rmia { Gamma = 1 }.Evaluate(input);

        Assert.That(evidence.Scores, Is.EqualTo(new[] { 1.0, 0.0 }));
        Assert.That(evidence.Warnings, Is.Empty);
        Refused(
            () => new Rmia().Evaluate(input with { Members = [true, true] }),
            "The membership mask names no non-member: the attack needs both sides."
        );
        Refused(
            () =>
                new Rmia().Evaluate(
                    input.With(ShadowPopulationEvidence.Kind, [Inputs.Table(0, 0), Inputs.Table(0, 0)])
                ),
            "1 shadows on the attacked points but 2 on the population points."
        );
        Assert.That(Confidence.Probability(2) / 0.5, Is.GreaterThan(Confidence.Probability(0.1) / 0.5));
    }

    [Test]
    public void Offline_each_point_needs_a_reference_without_it()
    {
        var offline = new Rmia { Mode = ReferenceMode.Offline };

        Assert.That((new Rmia().Least(8), offline.Least(8)), Is.EqualTo(((0, 0), (0, 1))));
        Refused(
            () =>
                offline.Score(
                    [0.5],
                    [
                        [0.5],
                    ],
                    [
                        [true],
                    ],
                    [0.5],
                    [
                        [0.5],
                    ]
                ),
            "Every reference was trained with point 0; offline 'rmia' needs one without it."
        );
    }

    [Test]
    public void Missing_population_points_are_an_error_that_says_so()
    {
        AttackInput input = Inputs
            .Gaps([2, -1], [true, false])
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    [Inputs.Table(0, 0)],
                    [
                        [false, false],
                    ]
                )
            );

        Assert.That(
            () => new Rmia().Evaluate(input),
            Throws.TypeOf<InputException>().With.Message.Contains("population")
        );
    }
}
