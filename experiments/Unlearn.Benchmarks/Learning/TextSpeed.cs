using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks.Learning;

/// <summary>
/// A Llama of 260,000 parameters (the sizes of stories260K) beside the same network in PyTorch: training steps of 16 rows of 160 tokens, one thread each,
/// in turns and by processor time; two workers beside one; greedy decoding.
/// </summary>
internal static class TextSpeed
{
    private const int Rows = 16;
    private const int Tokens = 160;
    private const int Vocabulary = 512;
    private const int Rounds = 3;
    private const int Steps = 10;
    private const string Python = "/usr/bin/python3";

    private static readonly Llama Sizes = new()
    {
        Width = 64,
        Blocks = 5,
        Heads = 8,
        KeyHeads = 4,
        FeedForward = 172,
    };

    /// <summary>Prints every figure beside its bar.</summary>
    /// <returns>0 where all hold, else 1.</returns>
    public static int Run(string peer)
    {
        TorchThread.Prepare();
        TrainingData data = Data();
        Train(data, workers: 1, members: 1, epochs: 3);
        var own = new List<double>();
        var others = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            own.Add(Steps * Rows * Tokens / Processor(() => Train(data, workers: 1, members: 1, epochs: Steps)));
            if (Peer(peer) is { } speed)
            {
                others.Add(speed);
            }
        }

        Say($"training, tokens a processor second: {Median(own):f0}");
        bool trains = others.Count == 0 || Holds("of PyTorch's", Median(own) / Median(others), least: 0.9);
        double one = Seconds(() => Train(data, workers: 1, members: 4, epochs: Steps));
        double two = Seconds(() => Train(data, workers: 2, members: 4, epochs: Steps));
        bool scales = Holds("two workers / one, time on the clock", two / one, most: 0.60);
        bool decodes = Holds("greedy decoding, tokens a processor second", Decoding(data), least: 300);
        return trains && scales && decodes ? 0 : 1;
    }

    private static TrainingData Data()
    {
        var key = new RandomKey(5);
        ImmutableArray<TokenSequence> rows =
        [
            .. Enumerable
                .Range(0, Rows)
                .Select(row => key.Derive(row))
                .Select(static own =>
                    TokenSequence.After(
                        [.. Enumerable.Range(0, Tokens).Select(place => own.Below((ulong)place, Vocabulary))],
                        1
                    )
                ),
        ];
        Dataset dataset = SequenceDataset.Of("tokens", new TokenTable(Vocabulary, rows));
        return new TrainingData(dataset, Sizes.Bind(Vocabulary, Tokens));
    }

    private static void Train(TrainingData data, int workers, int members, int epochs)
    {
        var training = new TrainingOptions
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 1e-3,
            BatchSize = Rows,
            Epochs = epochs,
        };
        var points = new PointSet(Enumerable.Range(0, Rows));
        Workers.Train(
            data,
            [
                .. Enumerable
                    .Range(0, members)
                    .Select(member => new MemberSpec(new RandomKey((ulong)member), points, training)),
            ],
            workers
        );
    }

    private static double Decoding(TrainingData data)
    {
        var network = (TransformerNetwork)data.Network;
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1)]);
        var greedy = new GreedyBatch(network, [weights]);
        ImmutableArray<int> start = [1];
        greedy.Continue([start], 20, null);
        return 300 / Processor(() => Enumerable.Range(0, 3).ToList().ForEach(_ => greedy.Continue([start], 100, null)));
    }

    /// <summary>Tokens a second of the peer, or null where this machine has no PyTorch.</summary>
    private static double? Peer(string script)
    {
        if (!File.Exists(Python) || !File.Exists(script))
        {
            return null;
        }

        var start = new ProcessStartInfo(Python, [script, Steps.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? double.Parse(answer, CultureInfo.InvariantCulture) : null;
    }

    private static double Processor(Action work)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalSeconds;
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static bool Holds(string what, double value, double least = 0, double most = double.PositiveInfinity)
    {
        bool holds = value >= least && value <= most;
        string bar =
            least > 0
                ? FormattableString.Invariant($"at least {least}")
                : FormattableString.Invariant($"at most {most}");
        Say($"{what}: {value:0.00} ({bar}){(holds ? "" : ": TOO SLOW")}");
        return holds;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
