using System.Globalization;
using Unlearn.Benchmarks.Learning;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks;

/// <summary>
/// What losses of distillation by hand are worth: processor time of sixteen candidates of tuning, whose epochs spread evenly over the method's search space, on the
/// digits and MLP 64-128-10.
/// </summary>
internal static class TuningSpeed
{
    private const int Candidates = 16;
    private const int Points = 1437;
    private const int Forgotten = 72;
    private const int Rounds = 3;

    /// <summary>Prints a line for each method, and one for all.</summary>
    public static int Run()
    {
        TorchThread.Prepare();
        TrainingData byHand = TrainingProblems.Digits();
        var automatic = new TrainingData(byHand.Dataset, new AutomaticNetwork(byHand.Network));
        var train = new PointSet(Enumerable.Range(0, Points));
        var request = new ForgetRequest(
            new RandomKey(1729),
            train,
            new PointSet(Enumerable.Range(0, Forgotten)),
            new TrainingOptions { Epochs = 5 }
        );
        using ParameterStack original = new StackTrainer().Train(byHand, [request.Original], default);
        using ParameterStack originals = original.Select(new int[Candidates]);
        var all = new double[3];
        Console.WriteLine("method | automatic, one after another | automatic, one stack | by hand, one stack (ms)");
        foreach ((string name, IWeightMethod[] methods) in Methods())
        {
            double[] times =
            [
                Least(() => OneByOne(automatic, originals, request, methods)),
                Least(() => Together(automatic, originals, request, methods)),
                Least(() => Together(byHand, originals, request, methods)),
            ];
            Print($"{name} | {times[0]:0} | {times[1]:0} | {times[2]:0}");
            all = [.. all.Zip(times, static (sum, time) => sum + time)];
        }

        Print($"all four | 1 | {all[1] / all[0]:0.00} | {all[2] / all[0]:0.000} (bar: at most 0.125)");
        return 0;
    }

    private static IEnumerable<(string Name, IWeightMethod[] Candidates)> Methods() =>
        [
            ("scrub", Spread(3, 10, static epochs => new Scrub { Epochs = epochs })),
            ("bad-teacher", Spread(1, 10, static epochs => new BadTeacher { Epochs = epochs })),
            ("npo", Spread(1, 20, static epochs => new Npo { Epochs = epochs })),
            ("fcs", Spread(1, 12, static rounds => new Fcs { Rounds = rounds })),
        ];

    private static IWeightMethod[] Spread(int least, int most, Func<int, IWeightMethod> method) =>
        [.. Enumerable.Range(0, Candidates).Select(i => method(least + ((most - least) * i / (Candidates - 1))))];

    private static void OneByOne(
        TrainingData data,
        ParameterStack originals,
        ForgetRequest request,
        IWeightMethod[] methods
    )
    {
        for (int i = 0; i < methods.Length; i++)
        {
            using ParameterStack own = originals.Slice(i, 1);
            Together(data, own, request, [methods[i]]);
        }
    }

    private static void Together(
        TrainingData data,
        ParameterStack originals,
        ForgetRequest request,
        IWeightMethod[] methods
    )
    {
        var context = new UnlearningContext(
            data,
            originals,
            [.. methods.Select(_ => request)],
            new CostCounter(methods.Length)
        )
        {
            Methods = methods,
        };
        methods[0].Unlearn(context, default).Dispose();
    }

    /// <summary>Milliseconds of processor time of the best round, after one to warm up.</summary>
    private static double Least(Action work)
    {
        work();
        return Enumerable.Range(0, Rounds).Select(_ => ProcessorTime.Of(work).Total * 1e3).Min();
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
