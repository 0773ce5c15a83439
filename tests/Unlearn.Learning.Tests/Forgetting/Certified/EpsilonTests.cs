using System.Globalization;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Audits;

namespace Unlearn.Learning.Tests.Forgetting.Certified;

/// <summary>
/// Reported epsilons against what many runs prove: the weights of models that unlearned an outlier are told from those of
/// models retrained without it, and the Clopper-Pearson lower bound on epsilon must not exceed the promise.
/// </summary>
[Category("Slow")]
public sealed class EpsilonTests
{
    private const int Runs = 800;
    private const double Delta = 1e-3;

    /// <summary>Nine points of two classes, and one that contradicts them.</summary>
    private static readonly TrainingData Data = new(
        new Dataset
        {
            Name = "outlier",
            Features =
            [
                2,
                0.5f,
                2,
                -0.5f,
                1.5f,
                0,
                2.5f,
                0.1f,
                -2,
                0.5f,
                -2,
                -0.5f,
                -1.5f,
                0,
                -2.5f,
                0.1f,
                -2,
                0,
                3,
                0,
            ],
            FeatureShape = [2],
            Labels = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
            ClassNames = ["left", "right"],
            Digest = "outlier",
        },
        new SoftmaxRegression().Bind([2], 2)
    );

    private static readonly PointSet Train = Points.Range(10);
    private static readonly PointSet Outlier = new([9]);

    [Test]
    public void Langevin_promises_no_less_than_can_be_proved_and_its_steps_are_needed()
    {
        var rule = new Langevin
        {
            LearningRate = 1.0,
            Lambda = 0.2,
            Sigma = 0.06,
            LearnSteps = 12,
            Delta = Delta,
        };
        double before = Proved(rule with { Steps = 1 }, out double promisedBefore);
        double after = Proved(rule with { Steps = 18 }, out double promised);

        Assert.That(before, Is.LessThanOrEqualTo(promisedBefore));
        Assert.That(after, Is.LessThanOrEqualTo(promised));
        Assert.That(before, Is.GreaterThan(promised), "the attack sees what the later steps hide");
    }

    [Test]
    public void Certified_removal_promises_no_less_than_can_be_proved()
    {
        foreach (double epsilon in new[] { 0.1, 1.0 })
        {
            var rule = new CertifiedRemoval
            {
                Epsilon = epsilon,
                Delta = Delta,
                Sigma = 2.0,
                Lambda = 0.2,
            };

            Assert.That(Proved(rule, out double promised), Is.LessThanOrEqualTo(promised));
            Assert.That(promised, Is.EqualTo(epsilon));
        }
    }

    [Test]
    public void Promises_add_up_over_requests_that_follow_one_another([Values] bool langevin)
    {
        // The outlier leaves first, then a point that drew the line where it was.
        PointSet[] stream = [Outlier, new([3])];
        IOwnTrainingMethod rule = langevin
            ? new Langevin
            {
                LearningRate = 1.0,
                Lambda = 0.2,
                Sigma = 0.06,
                LearnSteps = 12,
                Steps = 1,
                Delta = Delta,
            }
            : new CertifiedRemoval
            {
                Epsilon = 1.0,
                Delta = Delta,
                Sigma = 2.0,
                Lambda = 0.2,
            };

        double proved = Proved(rule, out double promised, stream);

        Assert.That(proved, Is.LessThanOrEqualTo(promised));
        if (langevin)
        {
            Assert.That(proved, Is.GreaterThan(0.1), "the attack sees something");
        }
    }

    [Test]
    public void Weights_that_forget_nothing_would_be_caught()
    {
        // The same attack on originals: with so little noise they give the outlier away beyond any small epsilon.
        var rule = new CertifiedRemoval
        {
            Epsilon = 1.0,
            Delta = Delta,
            Sigma = 0.1,
            Lambda = 0.2,
        };
        double[][] originals = Models(rule, Train, firstSeed: 0, out _);
        double[][] retrained = Models(rule, Train.Except(Outlier), Runs, out _);

        Assert.That(LowerBound(originals, retrained), Is.GreaterThan(2.0));
    }

    private static double Proved(IOwnTrainingMethod rule, out double promised, params PointSet[] stream)
    {
        PointSet[] parts = stream.Length == 0 ? [Outlier] : stream;
        double[][] unlearned = Models(rule, Train, firstSeed: 0, out promised, parts);
        double[][] retrained = Models(
            rule,
            Train.Except(new PointSet(parts.SelectMany(static part => part))),
            Runs,
            out _
        );
        double proved = LowerBound(unlearned, retrained);
        TestContext.Progress.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{rule}: proved {proved:F3}, promised {promised:F3}")
        );
        return proved;
    }

    /// <summary>
    /// The lower bound of the best threshold on the projection onto the difference of the means; direction and threshold
    /// are chosen on one half of the runs, the bound is from the other.
    /// </summary>
    private static double LowerBound(double[][] members, double[][] others)
    {
        int half = Runs / 2;
        double[] direction = [.. Mean(members[..half]).Zip(Mean(others[..half]), static (a, b) => a - b)];
        double Score(double[] weights) => weights.Zip(direction, static (w, d) => w * d).Sum();
        double[] chosenIn = [.. members[..half].Select(Score)];
        double[] chosenOut = [.. others[..half].Select(Score)];
        double threshold = chosenIn
            .Concat(chosenOut)
            .MaxBy(t => Bound(chosenIn.Count(s => s >= t), chosenOut.Count(s => s >= t), half));
        return Bound(
            members[half..].Count(weights => Score(weights) >= threshold),
            others[half..].Count(weights => Score(weights) >= threshold),
            half
        );
    }

    private static double Bound(int hits, int alarms, int count) =>
        EpsilonBound.From(hits, count, alarms, count, alpha: 1e-3, delta: Delta).Epsilon;

    private static double[] Mean(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    /// <summary>Weights of many models trained on points and asked to forget parts of them, and the epsilon promised for the last.</summary>
    private static double[][] Models(
        IOwnTrainingMethod rule,
        PointSet points,
        int firstSeed,
        out double promised,
        params PointSet[] parts
    )
    {
        RandomKey[] seeds =
        [
            .. Enumerable.Range(firstSeed, Runs).Select(static seed => new RandomKey(77).Derive(seed)),
        ];
        var training = new TrainingOptions { Epochs = 1 };
        ParameterStack models = rule.Train(
            Data,
            [.. seeds.Select(seed => new MemberSpec(seed, points, training))],
            new CostCounter(Runs),
            default
        );
        promised = 0.0;
        var before = new ForgetRequest?[Runs];
        PointSet left = points;
        foreach (PointSet part in parts)
        {
            ForgetRequest[] requests =
            [
                .. seeds.Select(
                    (seed, run) =>
                        new ForgetRequest(
                            before[run] is { } earlier ? earlier.Seed.Derive("next") : seed,
                            left,
                            part,
                            training
                        )
                        {
                            Before = before[run],
                        }
                ),
            ];
            var context = new UnlearningContext(Data, models, requests, new CostCounter(Runs));
            ParameterStack after = rule.Unlearn(context, default);
            models.Dispose();
            models = after;
            promised = context
                .Figures.Of(0)
                .Single(static figure => figure.Name == CertificateFigures.Epsilon.Name)
                .Value!.Value;
            before = requests;
            left = left.Except(part);
        }

        using (models)
        {
            return [.. Bits.Doubles(models).Chunk(models.Layout.Width)];
        }
    }
}
