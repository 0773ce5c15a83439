using Unlearn.Core;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting.Distillation;

public sealed class ScrubTests
{
    [Test]
    public void Rewinding_gives_the_epoch_whose_forget_error_is_closest_to_that_of_unseen_points_of_the_same_classes()
    {
        using var setting = new Setting(2);
        PointSet[] unseen = [.. setting.Requests.Select(static r => Points.Range(120).Except(r.Train))];
        PointSet population = new(unseen.SelectMany(static points => points));
        var scrub = new Scrub
        {
            Epochs = 6,
            AscentEpochs = 4,
            LearningRate = 1.0,
        };
        using ParameterStack rewound = Unlearn(setting, scrub with { Rewind = true }, population);

        for (int member = 0; member < 2; member++)
        {
            // An epoch's weights are those of a run that ends there.
            ForgetRequest request = setting.Requests[member];
            var distances = new List<double>();
            var runs = new List<long[]>();
            double aim = double.NaN;
            for (int epochs = 6; epochs >= 1; epochs--)
            {
                using ParameterStack run = Unlearn(
                    setting,
                    scrub with
                    {
                        Epochs = epochs,
                        AscentEpochs = Math.Min(epochs, 4),
                    },
                    population
                );
                aim = double.IsNaN(aim) ? PeerError(setting, run, member, population) : aim;
                distances.Add(Math.Abs(Error(setting, run, member, [.. request.Forget]) - aim));
                runs.Add(Bits.Row(run, member));
            }

            int best = distances.IndexOf(distances.Min());
            Assert.That(Bits.Row(rewound, member), Is.EqualTo(runs[best]), $"member {member}, {6 - best} epochs");
        }
    }

    [Test]
    public void Rewinding_without_population_points_of_the_classes_is_refused()
    {
        using var setting = new Setting(1);

        Assert.That(
            () => setting.Unlearn(new Scrub { Rewind = true }),
            Throws.InstanceOf<InputException>().With.Message.Contains("larger population")
        );
    }

    [Test]
    public void Only_rewinding_reads_the_population()
    {
        Assert.That(new Scrub().ReadsPopulation, Is.False);
        Assert.That(new Scrub { Rewind = true }.ReadsPopulation, Is.True);
    }

    private static ParameterStack Unlearn(Setting setting, Scrub scrub, PointSet population) =>
        scrub.Unlearn(
            new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(2))
            {
                Population = population,
            },
            default
        );

    private static double PeerError(Setting setting, ParameterStack stack, int member, PointSet population)
    {
        int[] labels = setting.Data.Dataset.Labels;
        ForgetRequest request = setting.Requests[member];
        double sum = 0.0;
        double weight = 0.0;
        foreach (int label in request.Forget.Select(point => labels[point]).Distinct())
        {
            int[] peers = [.. population.Where(point => labels[point] == label)];
            double share = request.Forget.Count(point => labels[point] == label);
            sum += peers.Length == 0 ? 0.0 : share * Error(setting, stack, member, peers);
            weight += peers.Length == 0 ? 0.0 : share;
        }

        return sum / weight;
    }

    private static double Error(Setting setting, ParameterStack stack, int member, int[] points)
    {
        using ParameterStack own = stack.Slice(member, 1);
        return 1.0
            - Predictor.Accuracy(
                Predictor.Logits(setting.Data, own, points)[0],
                [.. points.Select(point => setting.Data.Dataset.Labels[point])]
            );
    }
}
