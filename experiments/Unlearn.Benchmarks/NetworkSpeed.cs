using System.Globalization;
using Unlearn.Benchmarks.Learning;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks;

/// <summary>
/// What convolutional networks cost beside the clock in processor time, of the kernel too, so that a busy machine says something: each line is a whole job, to be
/// held against the same job in another library.
/// </summary>
internal static class NetworkSpeed
{
    private const int Rounds = 3;

    /// <summary>Prints a line for each job: the round with the least processor time, after one to warm up.</summary>
    public static int Run()
    {
        TorchThread.Prepare();
        Console.WriteLine("job | points | wall s | user s | system s | system/user | us of processor per point");
        Shadows();
        Outputs("cnn 1-16-32", TrainingProblems.Images(points: 10_000), batchSize: 32);
        Outputs("resnet-20", TrainingProblems.Colours(), batchSize: 128);
        Importance();
        return 0;
    }

    private static void Shadows()
    {
        TrainingData data = TrainingProblems.Images(points: 10_000);
        MemberSpec[] members = TrainingProblems.Shadows(data.Dataset, count: 8, epochs: 1);
        int points = members.Sum(static member => member.Points.Count);
        Measure("8 cnn 1-16-32 on halves of 10,000, 1 epoch, 2 workers", points, () => Workers.Train(data, members, 2));
    }

    private static void Outputs(string network, TrainingData data, int batchSize)
    {
        MemberSpec[] member = TrainingProblems.Whole(data.Dataset, batchSize);
        int[] all = [.. Enumerable.Range(0, data.Dataset.Count)];
        using ParameterStack weights = StackTrainer.Initialise(data.Network, [member[0].Seed]);
        double training = Measure(
            $"{network}, training, batch {batchSize}",
            all.Length,
            () => Workers.Train(data, member, 1)
        );
        double outputs = Measure($"{network}, outputs", all.Length, () => Predictor.Logits(data, weights, all));
        Print($"{network}: training / outputs = {training / outputs:0.00} (bar: at least 3)");
    }

    private static void Importance()
    {
        TrainingData data = TrainingProblems.Colours();
        MemberSpec member = TrainingProblems.Whole(data.Dataset, batchSize: 128)[0];
        using ParameterStack weights = StackTrainer.Initialise(data.Network, [member.Seed]);
        var request = new ForgetRequest(
            new RandomKey(1),
            member.Points,
            new PointSet(Enumerable.Range(0, 100)),
            member.Training
        );
        int points = member.Points.Count;
        double training = Measure("resnet-20, one pass of training", points, () => Workers.Train(data, [member], 1));
        double importance = Measure(
            "resnet-20, ssd, 100 of 2,000 points forgotten",
            points,
            () =>
                new Ssd()
                    .Unlearn(new UnlearningContext(data, weights, [request], new CostCounter(1)), default)
                    .Dispose()
        );
        Print($"resnet-20: ssd / pass of training = {importance / training:0.00} (bar: at most 1.5)");
    }

    /// <summary>Seconds of processor time of the best round.</summary>
    private static double Measure(string job, int points, Action work)
    {
        work();
        ProcessorTime best = Enumerable
            .Range(0, Rounds)
            .Select(_ => ProcessorTime.Of(work))
            .MinBy(static one => one.Total);
        Print(
            $"{job} | {points} | {best.Wall:0.00} | {best.User:0.00} | {best.Kernel:0.00} | {best.Kernel / best.User:0.0%} | {1e6 * best.Total / points:0}"
        );
        return best.Total;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
