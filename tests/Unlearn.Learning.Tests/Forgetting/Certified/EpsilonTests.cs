using System.Globalization;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Auditing;
using Unlearn.Verification.Randomness;

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
        double[][] originals = Models(rule, unlearn: false, Train, firstSeed: 0);
        double[][] retrained = Models(rule, unlearn: false, Train.Except(Outlier), Runs);

        Assert.That(LowerBound(originals, retrained), Is.GreaterThan(2.0));
    }

    private static double Proved<TRule>(TRule rule, out double promised)
        where TRule : IOwnTrainingMethod
    {
        double[][] unlearned = Models(rule, unlearn: true, Train, firstSeed: 0);
        double[][] retrained = Models(rule, unlearn: false, Train.Except(Outlier), Runs);
        UnlearningContext context = Context(rule, 1, Train, firstSeed: 0, out ParameterStack own);
        using (own)
        using (rule.Unlearn(context, default))
        {
            promised = context
                .Figures.Of(0)
                .Single(static figure => figure.Name == CertificateFigures.Epsilon)
                .Value!.Value;
        }

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

    private static double[][] Models(IOwnTrainingMethod rule, bool unlearn, PointSet points, int firstSeed)
    {
        UnlearningContext context = Context(rule, Runs, points, firstSeed, out ParameterStack own);
        using (own)
        {
            using ParameterStack models = unlearn ? rule.Unlearn(context, default) : own.Clone();
            double[] all = Bits.Doubles(models);
            return [.. all.Chunk(models.Layout.Width)];
        }
    }

    private static UnlearningContext Context(
        IOwnTrainingMethod rule,
        int count,
        PointSet points,
        int firstSeed,
        out ParameterStack own
    )
    {
        ForgetRequest[] requests =
        [
            .. Enumerable
                .Range(firstSeed, count)
                .Select(seed => new ForgetRequest(
                    new RandomKey(77).Derive(seed),
                    points,
                    new PointSet(Outlier.Where(point => points.Contains(point))),
                    new TrainingOptions { Epochs = 1 }
                )),
        ];
        own = rule.Train(
            Data,
            [.. requests.Select(static request => request.Original)],
            new CostCounter(count),
            default
        );
        return new UnlearningContext(Data, own, requests, new CostCounter(count));
    }
}
