using System.Diagnostics;
using System.Globalization;
using Unlearn.Benchmarks.Learning;
using Unlearn.Benchmarks.Verification;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks.Reference;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Benchmarks;

/// <summary>
/// Quotients of times on one machine, with bounds: what the design rests on, in seconds and without a quiet machine. A quotient is the median
/// of several measured side by side, so that what else a machine does counts little.
/// </summary>
internal static class SpeedCheck
{
    private const int Rounds = 5;

    /// <summary>Prints every quotient beside its bound.</summary>
    /// <returns>0 where all hold, else 1.</returns>
    public static int Run()
    {
        TorchThread.Prepare();
        bool stacked = Holds("20 members alone / as one stack", Quotient(Alone(), Stacked()), least: 0.8);
        bool linear = Holds("LiRA on 64 shadows / on 16", Quotient(Lira(64), Lira(16)), most: 8);
        bool sorted = Holds("RMIA on 4,000 points / on 1,000", Quotient(Rmia(4000), Rmia(1000)), most: 8);
        return stacked && linear && sorted ? 0 : 1;
    }

    private static bool Holds(string what, double quotient, double least = 0, double most = double.PositiveInfinity)
    {
        bool holds = quotient >= least && quotient <= most;
        string bound =
            least > 0
                ? $"at least {least.ToString(CultureInfo.InvariantCulture)}"
                : $"at most {most.ToString(CultureInfo.InvariantCulture)}";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {quotient:0.0} ({bound}){(holds ? "" : ": TOO SLOW")}"
            )
        );
        return holds;
    }

    /// <summary>The median quotient of times, measured in turns.</summary>
    private static double Quotient(Action first, Action second)
    {
        first();
        second();
        double[] quotients = [.. Enumerable.Range(0, Rounds).Select(_ => Seconds(first) / Seconds(second)).Order()];
        return quotients[Rounds / 2];
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Action Stacked()
    {
        TrainingData data = TrainingProblems.Digits();
        MemberSpec[] members = TrainingProblems.Shards(data.Dataset, batchSize: 16);
        return () => Train(data, members);
    }

    private static Action Alone()
    {
        TrainingData data = TrainingProblems.Digits();
        MemberSpec[] members = TrainingProblems.Shards(data.Dataset, batchSize: 16);
        return () => Array.ForEach(members, member => Train(data, [member]));
    }

    private static void Train(TrainingData data, MemberSpec[] members)
    {
        using ParameterStack trained = new StackTrainer().Train(data, members, CancellationToken.None);
    }

    private static Action Lira(int shadows)
    {
        AttackInput input = Attacked(2000).With(ShadowEvidence.Kind, Shadows(shadows, 2000));
        return () => new Lira().Evaluate(input);
    }

    private static Action Rmia(int points)
    {
        AttackInput input = Attacked(points)
            .With(ShadowEvidence.Kind, Shadows(4, points))
            .With(PopulationEvidence.Kind, new ModelOutputs(Scores.Table(points, 10, 2), Scores.Labels(points, 10)))
            .With(
                ShadowPopulationEvidence.Kind,
                [.. Enumerable.Range(0, 4).Select(s => Scores.Table(points, 10, 500 + (ulong)s))]
            );
        return () => new Rmia().Evaluate(input);
    }

    private static AttackInput Attacked(int points) =>
        new()
        {
            Target = Scores.Table(points, 10, 1),
            Labels = Scores.Labels(points, 10),
            Members = Scores.Sides(points),
        };

    private static ShadowOutputs Shadows(int count, int points) =>
        new(
            [.. Enumerable.Range(0, count).Select(s => Scores.Table(points, 10, 100 + (ulong)s))],
            [.. Enumerable.Range(0, count).Select(s => Scores.Mask(points, s))]
        );
}
