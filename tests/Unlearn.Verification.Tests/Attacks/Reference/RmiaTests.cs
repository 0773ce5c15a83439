using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

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

    [TestCase(ReferenceMode.Online, PopulationMean.All)]
    [TestCase(ReferenceMode.Offline, PopulationMean.All)]
    [TestCase(ReferenceMode.Online, PopulationMean.LargerHalf)]
    public void It_is_the_share_of_population_points_by_the_definition(ReferenceMode mode, PopulationMean mean)
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
                    return target[i] / prior / (population[z] / pz) > 1.3;
                });
            Assert.That(scores[i], Is.EqualTo(beaten / 50.0), $"point {i}");
        }
    }

    [Test]
    public void It_runs_on_logits()
    {
        AttackInput input = Inputs.Gaps([2, -1], [true, false]) with
        {
            Shadows = new ShadowOutputs(
                [Inputs.Table(0, 0)],
                [
                    [false, false],
                ]
            ),
            Population = new ModelOutputs(Inputs.Table(0, 0.1), [0, 0]),
            ShadowPopulation = [Inputs.Table(0, 0)],
        };

        AttackEvidence evidence = new Rmia { Gamma = 1 }.Evaluate(input);

        Assert.That(evidence.Scores, Is.EqualTo(new[] { 1.0, 0.0 }));
        Assert.That(Confidence.Probability(2) / 0.5, Is.GreaterThan(Confidence.Probability(0.1) / 0.5));
    }

    [Test]
    public void Missing_population_points_are_an_error_that_says_so()
    {
        AttackInput input = Inputs.Gaps([2, -1], [true, false]) with
        {
            Shadows = new ShadowOutputs(
                [Inputs.Table(0, 0)],
                [
                    [false, false],
                ]
            ),
        };

        Assert.That(
            () => new Rmia().Evaluate(input),
            Throws.TypeOf<InputException>().With.Message.Contains("population")
        );
    }
}
