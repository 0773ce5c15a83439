using BenchmarkDotNet.Attributes;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.Distillation;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks.Learning;

/// <summary>
/// A method inside the shadow loop: one pass over a stack of 64 digits MLPs. Bar: at most 1.2 times 64 passes over one member, so that the
/// first ratio is at most 1.2 for each method.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 3, invocationCount: 1)]
public class UnlearningBenchmarks
{
    private const int Members = 64;
    private static readonly TrainingOptions Training = new() { Epochs = 5 };
    private TrainingData _data = null!;
    private ParameterStack _originals = null!;
    private ForgetRequest[] _requests = [];
    private IWeightMethod _method = null!;

    /// <summary>The methods: gradients by hand, gradients of two sets, automatic differentiation, weight editing.</summary>
    [Params("fine-tune", "neg-grad-plus", "scrub", "ssd")]
    public string Method { get; set; } = "";

    /// <summary>Trains the originals once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        TorchThread.Prepare(); // this is a process of its own
        _data = TrainingProblems.Digits();
        var train = new PointSet(Enumerable.Range(0, 1078));
        _requests =
        [
            .. Enumerable
                .Range(0, Members)
                .Select(member => new ForgetRequest(
                    new RandomKey(1729).Derive(member),
                    train,
                    new PointSet(train.Where(point => point % 20 == member % 20)),
                    Training
                )),
        ];
        _originals = new StackTrainer().Train(
            _data,
            [.. _requests.Select(static request => request.Original)],
            default
        );
        _method = Method switch
        {
            "fine-tune" => new FineTune(),
            "neg-grad-plus" => new NegGradPlus(),
            "scrub" => new Scrub(),
            _ => new Ssd(),
        };
    }

    /// <summary>Frees native memory.</summary>
    [GlobalCleanup]
    public void Cleanup() => _originals.Dispose();

    /// <summary>Members one by one.</summary>
    [Benchmark(Baseline = true, Description = "64 passes over one member")]
    public void OneByOne()
    {
        for (int member = 0; member < Members; member++)
        {
            using ParameterStack one = _originals.Slice(member, 1);
            Unlearn(one, [_requests[member]]);
        }
    }

    /// <summary>Bar: 1.2 times the baseline.</summary>
    [Benchmark(Description = "one pass over 64 members")]
    public void Together() => Unlearn(_originals, _requests);

    private void Unlearn(ParameterStack originals, ForgetRequest[] requests) =>
        _method
            .Unlearn(new UnlearningContext(_data, originals, requests, new CostCounter(requests.Length)), default)
            .Dispose();
}
