using BenchmarkDotNet.Attributes;
using TorchSharp;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks.Learning;

/// <summary>Whole trainings, from points to weights.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 3, iterationCount: 10, invocationCount: 1)]
public class TrainingBenchmarks
{
    private TrainingData _location = null!;
    private TrainingData _digits = null!;
    private MemberSpec[] _shards = [];
    private MemberSpec[] _deletion = [];
    private MemberSpec[] _shadows = [];
    private MemberSpec[] _digitShards = [];

    /// <summary>Loads the data once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        TorchLoader.Register(); // this is a process of its own
        torch.set_num_threads(1);
        _location = TrainingProblems.Location();
        _digits = TrainingProblems.Digits();
        _shards = TrainingProblems.Shards(_location.Dataset, batchSize: 32);
        _shadows = TrainingProblems.Shadows(_location.Dataset, count: 64);
        _digitShards = TrainingProblems.Shards(_digits.Dataset, batchSize: 16);
        MemberSpec hit = _shards[3];
        _deletion = [hit with { Points = hit.Points.Except(new PointSet([hit.Points.Ids[7]])) }];
    }

    /// <summary>Bar: 300 ms.</summary>
    [Benchmark(Description = "Location-30, SISA S=20, 2 workers")]
    public void LocationSisa() => Workers.Train(_location, _shards, workers: 2);

    /// <summary>Bar: 20 ms.</summary>
    [Benchmark(Description = "Location-30, one deletion")]
    public void LocationDeletion() => Workers.Train(_location, _deletion, workers: 1);

    /// <summary>Bar: 1,600 ms.</summary>
    [Benchmark(Description = "Location-30, 64 shadows, 2 workers")]
    public void LocationShadows() => Workers.Train(_location, _shadows, workers: 2);

    /// <summary>Bar: 80 ms.</summary>
    [Benchmark(Description = "digits, 20 members, 1 worker")]
    public void DigitsMembers() => Workers.Train(_digits, _digitShards, workers: 1, chunk: 20);
}
